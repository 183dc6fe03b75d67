import type { Treatment, TreatmentDetails } from "../shared/domain/treatment.ts";
import type { Speaker } from "./speaker.ts";

/** Kinds in the order of the form. */
export const treatmentKinds: readonly TreatmentDetails["kind"][] = [
  "riluzole",
  "edaravone",
  "tofersen",
  "PEG",
  "NIV",
  "other",
];

/** "gastrostomy (PEG)", "riluzole, 50 mg twice daily"; another treatment by its own name. */
export function treatmentName(
  { kind, label }: Pick<Treatment, "kind" | "label">,
  { words }: Speaker,
): string {
  const { kinds, named, other } = words.patient.treatments;
  if (kind === "other") return label || other;
  return label ? named(kinds[kind], label) : kinds[kind];
}

/** "since 12 Jan 2026", "6 Oct 2025 to 13 Apr 2026". */
export function treatmentPeriod(
  { start, end }: Pick<Treatment, "start" | "end">,
  { words, say }: Speaker,
): string {
  const { since, period } = words.patient.treatments;
  return end === null ? since(say.date(start)) : period(say.date(start), say.date(end));
}
