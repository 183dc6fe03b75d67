import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { basename } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { OwnAddress } from "../foreign-request.ts";

/** How the interface leaves this computer: an address to listen on, and what TLS needs, in PEM. */
export type PublicAddress = { host: string; cert: string; key: string };

/**
 * The address, certificate and key that were given; null where none was.
 * @throws BulbarError `certificate-needed` where some are missing, cannot be read, or do not belong together
 */
export async function readPublicAddress(given: {
  host?: string | undefined;
  certFile?: string | undefined;
  keyFile?: string | undefined;
}): Promise<PublicAddress | null> {
  const { host, certFile, keyFile } = given;
  if (!host && !certFile && !keyFile) return null;
  if (!host || !certFile || !keyFile) throw new BulbarError("certificate-needed", { why: "not-all" });
  const [cert, key] = await Promise.all([readPem(certFile), readPem(keyFile)]);
  const certificate = parsed(certFile, () => new X509Certificate(cert));
  const privateKey = parsed(keyFile, () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey))
    throw new BulbarError("certificate-needed", { why: "no-pair" });
  return { host, cert, key };
}

/** The hosts by which a certificate's server may be asked: those that it names, at the port. */
export function certifiedAddress(cert: string, port: number): OwnAddress {
  const certificate = new X509Certificate(cert);
  return {
    scheme: "https",
    isOwnHost: (host) => {
      const asked = URL.parse(`https://${host}`);
      if (!asked || Number(asked.port || 443) !== port) return false;
      const name = asked.hostname.replace(/^\[|\]$/g, "");
      return (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
    },
  };
}

async function readPem(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error) => {
    throw notRead(path, error);
  });
}

function parsed<Result>(path: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw notRead(path, error);
  }
}

function notRead(path: string, cause: unknown): BulbarError {
  return new BulbarError("certificate-needed", { file: basename(path), why: "not-read" }, { cause });
}
