import {
  type FormAnswers,
  type FormField,
  type FormText,
  type SiteForm,
  sumOf,
} from "../domain/site-form.ts";
import type { Language } from "./language.ts";
import { sayPlain, sayQuantity } from "./say.ts";

/** A site's text in a language, else in the one that it has. */
export function sayFormText(text: FormText, language: Language): string {
  return (language === "de" && text.de) || text.en || text.de || "";
}

/** An answer: "72 %", "2 atrophy, fasciculations", the words that were written. */
export function sayAnswer(field: FormField, answer: number | string, language: Language): string {
  if (typeof answer === "string") return answer;
  if (field.kind === "number") return sayQuantity(answer, field.unit, field.decimals, language);
  const option = field.kind === "choice" && field.options.find(({ score }) => score === answer);
  return [sayPlain(answer, language), option && sayFormText(option.label, language)]
    .filter(Boolean)
    .join(" ");
}

/** What was answered, field by field, and the sums that it gives. */
export function sayAnswers(
  { fields, sums }: SiteForm,
  answers: FormAnswers,
  language: Language,
): { id: string; label: string; text: string }[] {
  const answered = fields.flatMap((field) => {
    const answer = answers[field.id];
    if (answer === undefined) return [];
    return [
      {
        id: field.id,
        label: sayFormText(field.label, language),
        text: sayAnswer(field, answer, language),
      },
    ];
  });
  const added = sums.flatMap((sum) => {
    const value = sumOf(sum, answers);
    if (value === null) return [];
    return [
      {
        id: sum.id,
        label: sayFormText(sum.label, language),
        text: sayPlain(Number(value.toFixed(3)), language),
      },
    ];
  });
  return [...answered, ...added];
}
