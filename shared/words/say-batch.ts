import type { BatchProgress } from "../domain/batch.ts";
import type { Language } from "./language.ts";
import { sayDuration, sayNumber } from "./say.ts";
import { wordsOf } from "./words.ts";

/**
 * "1200 of 3000, 2 failed, 85.3 per s, 21 s left": the rate is that of this run alone.
 * @param seconds since this run began
 */
export function sayBatchProgress(
  { done, before, failures, total }: BatchProgress,
  seconds: number,
  language: Language,
): string {
  const { batch } = wordsOf(language);
  const rate = done / Math.max(seconds, 1e-3);
  const line = batch.progress(
    String(before + done),
    total === null ? "…" : String(total),
    String(failures),
    sayNumber(rate, 1, language),
  );
  if (total === null) return line;
  const remaining = Math.round((total - before - done) / rate);
  const duration = remaining < 60 ? `${remaining} s` : sayDuration(remaining, language);
  return `${line}, ${batch.remaining(duration)}`;
}
