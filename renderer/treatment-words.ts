import type { Treatment, TreatmentDetails } from "../shared/domain/treatment.ts";
import { sayTreatment, sayTreatmentPeriod } from "../shared/words/say-treatment.ts";
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

/** "riluzole, 50 mg twice daily". */
export function treatmentName(treatment: Pick<Treatment, "kind" | "label">, { language }: Speaker): string {
  return sayTreatment(treatment, language);
}

/** "since 12 Jan 2026". */
export function treatmentPeriod(treatment: Pick<Treatment, "start" | "end">, { language }: Speaker): string {
  return sayTreatmentPeriod(treatment, language);
}
