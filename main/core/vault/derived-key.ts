import { hkdfSync } from "node:crypto";

/**
 * A key for one purpose, 32 bytes (HKDF-SHA256, RFC 5869, without salt): it tells nothing of the data key or of another
 * purpose's.
 * @param dataKey 64 hexadecimal digits
 */
export function deriveKey(dataKey: string, purpose: "audit head" | "key id"): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(dataKey, "hex"), "", `bulbar ${purpose}`, 32));
}

/** Names a data key without telling it: 16 hexadecimal digits, the same for the same key. */
export function keyIdOf(dataKey: string): string {
  return deriveKey(dataKey, "key id").toString("hex").slice(0, 16);
}
