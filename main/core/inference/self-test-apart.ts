import type { ChildProcess } from "node:child_process";
import { totalmem } from "node:os";
import { type ErrorCode, type ErrorFound, errorFound } from "../../../shared/domain/error.ts";
import type { WhyOf } from "../../../shared/domain/error-whys.ts";
import { startOwnProcess } from "../packed-program.ts";
import type { ModelPackage } from "./model-package.ts";

/** What the self-test of a stranger's package may take. */
export type SelfTestLimits = { seconds: number; memoryBytes: number };

const limitsOfProgram: SelfTestLimits = {
  seconds: 60,
  memoryBytes: Math.min(4 * 1024 ** 3, totalmem() / 2),
};

/** What the process is asked, and what it answers: nothing where the test passed, or why it did not. */
export type SelfTestRequest = { folder: string; limits: SelfTestLimits };
export type SelfTestAnswer = { failure: { code: ErrorCode; data: ErrorFound } | null };

/**
 * Opens a package and runs its self-test on the CPU in a process of its own, which is ended when it takes too long or
 * too much: a graph can loop for ever or fill the memory, and a thread that runs one cannot be stopped.
 * @throws BulbarError `model-failed`, `model-tampered` or `model-invalid`
 */
export async function selfTestApart(
  { folder, manifest }: Pick<ModelPackage, "folder" | "manifest">,
  limits: SelfTestLimits = limitsOfProgram,
): Promise<void> {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const module = new URL(`./self-test-process.${extension}`, import.meta.url);
  const quiet = { ...process.env, ORT_DISABLE_TELEMETRY: "1" };
  const child = startOwnProcess("self-test-process", module, quiet);
  const { failure } = await answerOf(child, { folder, limits });
  if (failure) throw errorFound(failure.code, { ...failure.data, file: manifest.id });
}

function answerOf(child: ChildProcess, request: SelfTestRequest): Promise<SelfTestAnswer> {
  return new Promise((resolve) => {
    const end = (answer: SelfTestAnswer) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      resolve(answer);
    };
    const { seconds } = request.limits;
    const late = refusal({ why: "self-test-late", facts: { seconds } });
    const timer = setTimeout(() => end(late), seconds * 1000);
    const ended = (how: unknown) => end(refusal({ why: "self-test-ended", detail: String(how) }));
    child.once("message", (answer) => end(answer as SelfTestAnswer));
    child.once("error", ended);
    child.once("exit", (exitCode, signal) => ended(signal ?? exitCode));
    child.send(request, () => {}); // a process that has ended says so by its exit
  });
}

/** A package that is not installed because of what its graph did. */
export function refusal(found: WhyOf<"model-failed"> & { detail?: string }): SelfTestAnswer {
  return { failure: { code: "model-failed", data: found } };
}
