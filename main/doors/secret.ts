import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret that nobody guesses: 256 bits, in letters that an address takes. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether two secrets are the same, in a time that does not tell how far they agree. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
