import { BulbarError } from "../../../shared/domain/error.ts";
import type { Refusal } from "../../../shared/domain/prediction.ts";

/**
 * A failure on the way to a model's answer as its refusal, so that the rest of the recording is not lost with it. What
 * no one foresaw is `model-failed`.
 * @throws the error itself where the work was cancelled: that is no answer of the model
 */
export function refusalOf(model: string, error: unknown, signal: AbortSignal | undefined): Refusal {
  if (signal?.aborted || (error instanceof BulbarError && error.code === "cancelled")) throw error;
  if (!(error instanceof BulbarError))
    return { model, code: "model-failed", detail: error instanceof Error ? error.message : String(error) };
  const { file: _, ...found } = error.data;
  return { model, code: error.code, ...found };
}
