import type { NotJudged } from "../../../shared/domain/finding.ts";
import { languageOfPassage } from "../protocol/passages.ts";
import { comparable } from "./comparability.ts";
import type { VisitValue } from "./error.ts";
import type { Norms } from "./norms.ts";
import type { ObservedValue } from "./observed-value.ts";
import { type PublishedSem, publishedError } from "./published-error.ts";

/** What is known besides the values: norms and errors in print, and the language of the speech. */
type Known = { norms: Norms; language: string | null };

/** A value that others may be held against: there is one, and a usable take stands behind it. */
export function counts({ value, doubtful }: ObservedValue): boolean {
  return value !== null && !doubtful;
}

/** Whether two values of one measure may be held against each other; null where they may, else why not. */
export function mayCompare(a: ObservedValue, b: ObservedValue): NotJudged | null {
  return comparable(a.measure, a.conditions, b.conditions);
}

/** A value that counts as errors take it. */
export function dated({ visit, value, used, withinVisitSd }: ObservedValue): VisitValue {
  return { date: visit.date, value: value!, takes: Math.max(1, used.length), withinVisitSd };
}

/** The language of what was read, where that is known. */
export function languageOf(
  { conditions }: Pick<ObservedValue, "conditions">,
  { language }: Pick<Known, "language">,
): string | null {
  return languageOfPassage(conditions.passage) ?? language;
}

/** The between-day error of a value that is in print; null where there is none. */
export function errorInPrint(value: ObservedValue, known: Known): PublishedSem | null {
  const { measure, task, unit } = value;
  return publishedError(known.norms, { measure, task, unit, language: languageOf(value, known) });
}
