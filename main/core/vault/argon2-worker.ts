/** A thread that hashes one password; use `argon2`. */
import { parentPort, workerData } from "node:worker_threads";
import { argon2id } from "hash-wasm";
import type { Argon2Request } from "./argon2.ts";

const { password, salt, memoryKib, passes, lanes } = workerData as Argon2Request;
const hash = await argon2id({
  password,
  salt,
  memorySize: memoryKib,
  iterations: passes,
  parallelism: lanes,
  hashLength: 32,
  outputType: "binary",
});
parentPort?.postMessage(hash);
