import { createHash, createPrivateKey, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";

/** A certificate and its private key as they are kept, DER in base 64; the history that keeps them is encrypted. */
export const SigningCertificate = z.object({
  /** The signer's own first, then those that vouch for it. */
  chainBase64: z.array(z.base64()).min(1),
  /** PKCS#8. */
  keyBase64: z.base64(),
  /** Made by this program: nobody else vouches for it. */
  selfMade: z.boolean(),
});
export type SigningCertificate = z.infer<typeof SigningCertificate>;

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const validYears = 10;

// pkijs names the browser's types, which Node's equal but for their names
type EngineCrypto = ConstructorParameters<typeof pkijs.CryptoEngine>[0]["crypto"];
export type EngineKey = Parameters<pkijs.SignedData["sign"]>[0];

/** Node's own cryptography for pkijs. */
export function nodeCrypto(): pkijs.ICryptoEngine {
  const engine = new pkijs.CryptoEngine({ name: "node", crypto: webcrypto as unknown as EngineCrypto });
  pkijs.setEngine("node", engine);
  return engine;
}

/** Makes a certificate for a site that has none: RSA 3072, SHA-256, ten years, for signing alone. */
export async function makeCertificate(siteName: string, now: Date): Promise<SigningCertificate> {
  const engine = nodeCrypto();
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: positiveSerial() });
  for (const name of [certificate.subject, certificate.issuer])
    name.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({
        type: "2.5.4.3",
        value: new asn1js.Utf8String({ value: siteName }),
      }),
    );
  certificate.notBefore.value = startOfMinute(now);
  const end = startOfMinute(now);
  end.setUTCFullYear(end.getUTCFullYear() + validYears);
  certificate.notAfter.value = end;
  certificate.extensions = [
    extension("2.5.29.19", true, new pkijs.BasicConstraints({ cA: false }).toSchema().toBER()),
    // digitalSignature and contentCommitment
    extension(
      "2.5.29.15",
      true,
      new asn1js.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER(),
    ),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as unknown as EngineKey, engine);
  await certificate.sign(keys.privateKey as unknown as EngineKey, "SHA-256", engine);
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    chainBase64: [base64(certificate.toSchema(true).toBER())],
    keyBase64: base64(key),
    selfMade: true,
  };
}

/**
 * Takes certificate and key out of a PKCS#12 file.
 * @throws BulbarError certificate-invalid: not-pkcs12, wrong-password (or a cipher of long ago), no-key, not-rsa, expired
 */
export async function importCertificate(
  file: Uint8Array<ArrayBuffer>,
  password: string,
  now: Date,
): Promise<SigningCertificate> {
  nodeCrypto();
  const bags = await openPfx(file, password);
  const certificates = bags.filter((bag) => bag instanceof pkijs.CertBag).map((bag) => bag.parsedValue);
  const key = bags.find((bag) => bag instanceof pkijs.PrivateKeyInfo);
  if (!key || certificates.length === 0) throw new BulbarError("certificate-invalid", { why: "no-key" });
  const keyDer = key.toSchema().toBER();
  const chain = certificates
    .filter((one): one is pkijs.Certificate => one instanceof pkijs.Certificate)
    .map((one) => Buffer.from(one.toSchema(true).toBER()));
  const own = chain.find((der) => isKeyOf(der, keyDer));
  if (!own) throw new BulbarError("certificate-invalid", { why: "no-key" });
  const { validTo, publicKey } = new X509Certificate(own);
  if (publicKey.asymmetricKeyType !== "rsa") throw new BulbarError("certificate-invalid", { why: "not-rsa" });
  if (new Date(validTo) < now)
    throw new BulbarError("certificate-invalid", { why: "expired", facts: { validTo } });
  return {
    chainBase64: [own, ...chain.filter((der) => der !== own)].map((der) => der.toString("base64")),
    keyBase64: base64(keyDer),
    selfMade: false,
  };
}

/** Who a certificate is of, who vouches for it, and till when. */
export type CertificateSummary = {
  subject: string;
  issuer: string;
  validTo: string;
  sha256: string;
  selfMade: boolean;
};

export function summariseCertificate({ chainBase64, selfMade }: SigningCertificate): CertificateSummary {
  const der = Buffer.from(chainBase64[0]!, "base64");
  const { subject, issuer, validTo } = new X509Certificate(der);
  return {
    subject: commonName(subject),
    issuer: commonName(issuer),
    validTo: new Date(validTo).toISOString().slice(0, 10),
    sha256: createHash("sha256").update(der).digest("hex"),
    selfMade,
  };
}

/** "Bulbar clinic" of "CN=Bulbar clinic\nO=...". */
export function commonName(name: string): string {
  return /^CN=(.*)$/m.exec(name)?.[1] ?? name.replaceAll("\n", ", ");
}

type Bag = pkijs.CertBag | pkijs.PrivateKeyInfo;

async function openPfx(file: Uint8Array<ArrayBuffer>, password: string): Promise<Bag[]> {
  const pfx = parsePfx(file);
  const secret = new TextEncoder().encode(password).buffer;
  try {
    await pfx.parseInternalValues({ checkIntegrity: false, password: secret });
    const safe = pfx.parsedValue?.authenticatedSafe;
    if (!safe) throw new Error("no authenticated safe");
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret })) });
    const contents: { value: pkijs.SafeContents }[] = safe.parsedValue?.safeContents ?? [];
    const bags: Bag[] = [];
    for (const { value } of contents)
      for (const { bagValue } of value.safeBags) {
        if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
          await (
            bagValue as unknown as { parseInternalValues(options: { password: ArrayBuffer }): Promise<void> }
          ).parseInternalValues({ password: secret });
          if (bagValue.parsedValue) bags.push(bagValue.parsedValue);
        } else if (bagValue instanceof pkijs.CertBag || bagValue instanceof pkijs.PrivateKeyInfo)
          bags.push(bagValue);
      }
    return bags;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BulbarError("certificate-invalid", { why: "wrong-password", detail });
  }
}

function parsePfx(file: Uint8Array<ArrayBuffer>): pkijs.PFX {
  try {
    return pkijs.PFX.fromBER(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BulbarError("certificate-invalid", { why: "not-pkcs12", detail });
  }
}

function isKeyOf(certificate: Buffer, key: ArrayBuffer): boolean {
  const privateKey = createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  return new X509Certificate(certificate).checkPrivateKey(privateKey);
}

/** 16 random bytes that DER reads as a positive number. */
function positiveSerial(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.buffer;
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue });
}

function startOfMinute(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 60_000) * 60_000);
}

const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString("base64");
