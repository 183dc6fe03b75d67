import { createDecipheriv } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * Everything that somebody with the key finds in a file of SQLCipher 4, free pages and unused space included: page by page
 * of 4096 bytes, of which the last 80 are the vector and the signature.
 */
export function decryptedPages(path: string, key: string): Buffer {
  const file = readFileSync(path);
  const pages = Array.from({ length: Math.floor(file.length / 4096) }, (_, index) => {
    const page = file.subarray(index * 4096, (index + 1) * 4096);
    const cipher = createDecipheriv("aes-256-cbc", Buffer.from(key, "hex"), page.subarray(4016, 4032));
    cipher.setAutoPadding(false);
    return cipher.update(page.subarray(index === 0 ? 16 : 0, 4016));
  });
  return Buffer.concat(pages);
}
