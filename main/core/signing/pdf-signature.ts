import type { SigningCertificate } from "./certificate.ts";
import { signDetached, verifyDetached } from "./cms.ts";

/** Room for the signature in the file, bytes; a chain of four RSA certificates takes about 6 kB. */
export const signatureBytes = 12_288;

/** What a program that writes a PDF puts where the byte range will stand; as long as any that does. */
export const byteRangePlaceholder = "**********";

/** What a verification found. */
export type SignatureCheck = {
  /** The signature is one over the bytes as they are. */
  valid: boolean;
  /** It covers the whole file but itself: nothing was appended. */
  whole: boolean;
  /** Common name of the certificate that it names, and the certificate's SHA-256. */
  signer: string;
  certificateSha256: string;
};

/**
 * Fills the signature that a PDF was written with room for. The same file and certificate give the same bytes.
 * @throws RangeError where the chain of certificates takes more room than there is
 */
export async function signPdf(
  pdf: Uint8Array,
  certificate: SigningCertificate,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = Uint8Array.from(pdf);
  const { start, end } = contentsIn(file);
  writeByteRange(file, [0, start, end, file.length - end]);
  const cms = await signDetached(coveredBytes(file, start, end), certificate);
  if (cms.length > signatureBytes) throw new RangeError(`signature of ${cms.length} bytes`);
  Buffer.from(file.buffer).write(Buffer.from(cms).toString("hex"), start + 1, "latin1");
  return file;
}

/** Verifies the one signature of a PDF; null where it has none. */
export async function verifyPdf(pdf: Uint8Array): Promise<SignatureCheck | null> {
  const text = Buffer.from(pdf).toString("latin1");
  const found = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text);
  if (!found) return null;
  const [from, length, next, rest] = found.slice(1).map(Number) as [number, number, number, number];
  const hex = text.slice(length + 1, next - 1);
  const whole = from === 0 && next + rest === pdf.length && /^[0-9a-fA-F]*$/.test(hex);
  try {
    const checked = await verifyDetached(coveredBytes(pdf, length, next), derIn(hex));
    return { ...checked, whole };
  } catch {
    return { valid: false, whole, signer: "", certificateSha256: "" };
  }
}

/** Places of "<" and behind ">" of the signature's hexadecimal digits. */
function contentsIn(file: Uint8Array): { start: number; end: number } {
  const text = Buffer.from(file).toString("latin1");
  const start = text.indexOf(`<${"0".repeat(2 * signatureBytes)}>`);
  if (start < 0) throw new RangeError("no room for a signature");
  return { start, end: start + 2 * signatureBytes + 2 };
}

function writeByteRange(
  file: Uint8Array<ArrayBuffer>,
  [first, ...numbers]: [number, number, number, number],
): void {
  const text = Buffer.from(file.buffer).toString("latin1");
  const placeholder = `[${first} ${numbers.map(() => `/${byteRangePlaceholder}`).join(" ")}]`;
  const at = text.indexOf(placeholder);
  if (at < 0) throw new RangeError("no room for a byte range");
  const range = `[${first} ${numbers.join(" ")}]`;
  Buffer.from(file.buffer).write(range.padEnd(placeholder.length), at, "latin1");
}

function coveredBytes(file: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat([file.subarray(0, start), file.subarray(end)]));
}

/** The DER at the beginning of the digits: zeros fill what it leaves. */
function derIn(hex: string): Uint8Array {
  const bytes = Buffer.from(hex, "hex");
  const long = bytes[1]! & 0x80 ? bytes[1]! & 0x7f : 0;
  const length = long ? bytes.readUIntBE(2, long) : bytes[1]!;
  return bytes.subarray(0, 2 + long + length);
}
