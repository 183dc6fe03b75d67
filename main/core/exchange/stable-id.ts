import { createHash } from "node:crypto";

/**
 * A UUID that the same parts always give (RFC 9562, version 8: the first bits of their SHA-256), so that a second export
 * of a visit names its resources as the first did.
 */
export function stableUuid(...parts: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A UUID as an object identifier below 2.25 (ITU-T X.667), as DICOM and HL7 take it: at most 44 characters. */
export function objectIdentifier(uuid: string): string {
  return `2.25.${BigInt(`0x${uuid.replaceAll("-", "")}`)}`;
}
