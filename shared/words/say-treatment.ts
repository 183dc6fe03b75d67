import type { Treatment } from "../domain/treatment.ts";
import type { Language } from "./language.ts";
import { sayDate } from "./say.ts";
import { wordsOf } from "./words.ts";

/** "gastrostomy (PEG)", "riluzole, 50 mg twice daily"; another treatment by its own name. */
export function sayTreatment({ kind, label }: Pick<Treatment, "kind" | "label">, language: Language): string {
  const { kinds, named, other } = wordsOf(language).patient.treatments;
  if (kind === "other") return label || other;
  return label ? named(kinds[kind], label) : kinds[kind];
}

/** "since 12 Jan 2026", "6 Oct 2025 to 13 Apr 2026". */
export function sayTreatmentPeriod(
  { start, end }: Pick<Treatment, "start" | "end">,
  language: Language,
): string {
  const { since, period } = wordsOf(language).patient.treatments;
  const from = sayDate(start, language);
  return end === null ? since(from) : period(from, sayDate(end, language));
}
