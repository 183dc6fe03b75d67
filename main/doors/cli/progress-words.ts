import type { Language } from "../../../shared/words/language.ts";
import { sayDuration, sayNumber } from "../../../shared/words/say.ts";
import { wordsOf } from "../../../shared/words/words.ts";

export type ManyDone = {
  /** Done by this run, and by earlier ones. */
  done: number;
  before: number;
  failures: number;
  /** Of the whole source; null while it is not counted. */
  total: number | null;
  /** Since this run began. */
  seconds: number;
};

/** "1200 of 3000, 2 failed, 85.3 per s, 21 s left". */
export function progressWords(
  { done, before, failures, total, seconds }: ManyDone,
  language: Language,
): string {
  const { batch } = wordsOf(language).commandLine;
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
