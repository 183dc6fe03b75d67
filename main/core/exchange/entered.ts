import { type FormText, sumOf, type VisitForm } from "../../../shared/domain/site-form.ts";

/** A field or a sum of a form with what was entered. */
export type Entered = {
  id: string;
  label: FormText;
  /** A number, the score of the answer chosen or a sum; words where words were asked for. */
  answer: number | string;
  /** Of a number, UCUM; null for scores, sums and words. */
  unit: string | null;
  /** The answer that was chosen. */
  chosen: FormText | null;
};

/** What was entered of a form, field by field, then the sums that it gives; nothing where it was not filled in. */
export function enteredOf({
  form: { fields, sums },
  answers,
}: Pick<VisitForm, "form" | "answers">): Entered[] {
  if (!answers) return [];
  const answered = fields.flatMap((field): Entered[] => {
    const { id, label } = field;
    const answer = answers[id];
    if (answer === undefined) return [];
    const option = field.kind === "choice" ? field.options.find(({ score }) => score === answer) : undefined;
    const unit = field.kind === "number" ? field.unit : null;
    return [{ id, label, answer, unit, chosen: option?.label ?? null }];
  });
  const added = sums.flatMap((sum): Entered[] => {
    const answer = sumOf(sum, answers);
    return answer === null ? [] : [{ id: sum.id, label: sum.label, answer, unit: null, chosen: null }];
  });
  return [...answered, ...added];
}

/** A site's text in the language of the code system, else in the one that it has. */
export const textOf = ({ en, de }: FormText): string => en ?? de ?? "";
