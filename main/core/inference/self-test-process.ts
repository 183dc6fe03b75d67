/**
 * A process that runs the self-test of one package; use `selfTestApart`. The graph runs in a thread, so that the main
 * thread can watch the memory, and ends with the program that asked.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { BulbarError } from "../../../shared/domain/error.ts";
import { readPackage } from "./model-package.ts";
import { refusal, type SelfTestAnswer, type SelfTestRequest } from "./self-test-apart.ts";
import { openSession } from "./session.ts";

/** How often the memory is looked at, ms. */
const watchMilliseconds = 20;

if (isMainThread) process.once("message", (request) => watch(request as SelfTestRequest));
else parentPort?.postMessage(await test(workerData as string));

function watch({ folder, limits }: SelfTestRequest): void {
  const stop = () => process.kill(process.pid, "SIGKILL"); // the thread would hold up any other ending
  const answer = (told: SelfTestAnswer) => process.send?.(told, stop);
  process.once("disconnect", stop);
  setInterval(() => {
    const isTooMuch = process.memoryUsage.rss() > limits.memoryBytes;
    if (isTooMuch)
      answer(
        refusal({ why: "self-test-memory", facts: { megabytes: Math.round(limits.memoryBytes / 1e6) } }),
      );
  }, watchMilliseconds);
  const worker = new Worker(new URL(import.meta.url), { workerData: folder });
  worker.once("message", answer);
  worker.once("error", (error: Error) => answer(refusal({ why: "self-test-failed", detail: error.message })));
}

async function test(folder: string): Promise<SelfTestAnswer> {
  try {
    await openSession(await readPackage(folder, "installed"), { device: "cpu", threads: 1 });
    return { failure: null };
  } catch (error) {
    if (error instanceof BulbarError) return { failure: { code: error.code, data: error.data } };
    return refusal({ why: "self-test-failed", detail: String(error) });
  }
}
