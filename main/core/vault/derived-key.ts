import { hkdfSync } from "node:crypto";

/** What keys are derived for: none tells anything of another one. */
type Purpose = "audit head" | "key id" | "users file" | "password" | "device" | "recovery" | "sealing";

/**
 * A key for one purpose, 32 bytes (HKDF-SHA256, RFC 5869): it tells nothing of the secret or of another purpose's.
 * @param salt what else it hangs on; nothing by default
 */
export function deriveFrom(secret: Uint8Array, purpose: Purpose, salt: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, `bulbar ${purpose}`, 32));
}

/** `deriveFrom` of a data key. @param dataKey 64 hexadecimal digits */
export function deriveKey(dataKey: string, purpose: Purpose): Buffer {
  return deriveFrom(Buffer.from(dataKey, "hex"), purpose);
}

/** Names a data key without telling it: 16 hexadecimal digits, the same for the same key. */
export function keyIdOf(dataKey: string): string {
  return deriveKey(dataKey, "key id").toString("hex").slice(0, 16);
}

/** Names a secret of an operating system's store without telling it: 16 hexadecimal digits. */
export function deviceIdOf(deviceSecret: Uint8Array): string {
  return deriveFrom(deviceSecret, "device").toString("hex").slice(0, 16);
}
