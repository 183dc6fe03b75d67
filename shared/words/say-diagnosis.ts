import type { DiagnosisCode } from "../domain/patient.ts";
import type { Language } from "./language.ts";
import { wordsOf } from "./words.ts";

/** A diagnosis as it is shown: the clinician's words, with the code before them where they differ; null where nothing is known. */
export function sayDiagnosis(code: DiagnosisCode, text: string, language: Language): string | null {
  const coded = code === "unknown" ? "" : wordsOf(language).general.diagnosisCode[code];
  if (!text) return coded || null;
  return !coded || text.toLowerCase().startsWith(coded.toLowerCase()) ? text : `${coded}: ${text}`;
}
