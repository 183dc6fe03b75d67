import { isAbsolute } from "node:path";
import { BulbarError } from "../../../../shared/domain/error.ts";
import type { Destination, ExchangeSettings } from "../../../../shared/domain/exchange.ts";

/** Longest wait for a connection or an answer, s. */
export const answerSeconds = 30;

/** A host of this computer itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}

/** Nothing of a patient goes over a network in plain. @throws BulbarError invalid-input */
export function refusePlain({ host, tls }: Pick<Destination, "host" | "tls">): void {
  if (!tls && !isLoopback(host))
    throw new BulbarError("invalid-input", { why: "exchange-plain", facts: { host } });
}

/** @throws BulbarError invalid-input where a host would be spoken to in plain, or a folder is not written in full */
export function refuseUnsafe({ hl7, dicom, dropFolder }: ExchangeSettings): void {
  if (hl7) refusePlain(hl7);
  if (dicom) refusePlain(dicom);
  if (dropFolder !== null && !isAbsolute(dropFolder))
    throw new BulbarError("invalid-input", { why: "exchange-folder-in-part" });
}

/**
 * Why a host could not be spoken to: nobody answers there, or its certificate is not to be trusted. Node tells that by a
 * code; the library of DICOM passes its message on alone.
 */
export function connectionFailure(error: Error, { host, port }: Destination): BulbarError {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const isCertificate =
    /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) ||
    /certificate|altnames/i.test(error.message);
  const detail = `${code} ${error.message}`.trim();
  return new BulbarError(
    "exchange-failed",
    isCertificate
      ? { why: "not-trusted", facts: { host }, detail }
      : { why: "no-connection", facts: { host, port }, detail },
    { cause: error },
  );
}

/** Nothing came back in time. */
export function lateFailure({ host }: Destination): BulbarError {
  return new BulbarError("exchange-failed", { why: "no-answer", facts: { host, seconds: answerSeconds } });
}
