import { totalmem } from "node:os";
import { type ErrorCode, type ErrorFound, errorFound } from "../../../shared/domain/error.ts";
import type { WhyOf } from "../../../shared/domain/error-whys.ts";
import { startOwnProcess } from "../packed-program.ts";
import { askProcess } from "./ask-process.ts";
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
  const { seconds } = limits;
  const request: SelfTestRequest = { folder, limits };
  const { failure } = await askProcess<SelfTestAnswer>(child, request, {
    seconds,
    late: refusal({ why: "self-test-late", facts: { seconds } }),
    ended: (how) => refusal({ why: "self-test-ended", detail: how }),
  });
  if (failure) throw errorFound(failure.code, { ...failure.data, file: manifest.id });
}

/** A package that is not installed because of what its graph did. */
export function refusal(found: WhyOf<"model-failed"> & { detail?: string }): SelfTestAnswer {
  return { failure: { code: "model-failed", data: found } };
}
