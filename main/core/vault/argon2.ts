import { Worker } from "node:worker_threads";
import { z } from "zod";

/** What a guess of a password costs. It is stored beside what the password opens, so that it can be raised later. */
export const PasswordCost = z.object({
  memoryKib: z
    .int()
    .min(8)
    .max(1 << 20),
  passes: z.int().min(1).max(16),
  lanes: z.int().min(1).max(4),
});
export type PasswordCost = z.infer<typeof PasswordCost>;

/** 64 MiB, three passes (RFC 9106's second choice, one lane: WebAssembly has one): 0.3 to 0.4 s. */
export const usualCost: PasswordCost = { memoryKib: 65_536, passes: 3, lanes: 1 };

export type Argon2Request = PasswordCost & { password: string; salt: Uint8Array };

/** Hashed in place of an empty password, which hash-wasm refuses: it is wrong as others are, after as long a time. */
const noPassword = "\0";

/**
 * Argon2id of a password, 32 bytes, in a thread of its own: a log-on holds up nobody's call.
 * WebAssembly, since Electron's BoringSSL has no argon2. How an accented letter was typed does not matter (NFKC).
 */
export async function argon2(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const workerData: Argon2Request = { password: password.normalize("NFKC") || noPassword, salt, ...cost };
  const worker = new Worker(new URL(`./argon2-worker.${extension}`, import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once("message", (hash: Uint8Array) => resolve(Buffer.from(hash)));
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread that hashes a password has ended")));
  });
}
