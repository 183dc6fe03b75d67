import type { VisitForm } from "../../../../shared/domain/site-form.ts";
import { type Entered, enteredOf, textOf } from "../entered.ts";
import { stableUuid } from "../stable-id.ts";
import type { ClinicalDocument } from "../visit-document.ts";
import { quantity } from "./coding.ts";
import { type Resource, referenceTo } from "./resource.ts";

/** What was entered of a site's form; its questions are the site's own, so that each item carries its text. Null where nothing was. */
export function formResponse(
  form: VisitForm,
  { visit }: Pick<ClinicalDocument, "visit">,
  patient: Resource,
): Resource | null {
  const entered = enteredOf(form);
  if (entered.length === 0) return null;
  const { id, title } = form.form;
  return {
    resourceType: "QuestionnaireResponse",
    id: stableUuid("form", visit.id, id),
    identifier: { value: id },
    status: "completed",
    subject: referenceTo(patient),
    authored: visit.date,
    item: [{ linkId: id, text: textOf(title), item: entered.map(itemOf) }],
  };
}

function itemOf({ id, label, ...entered }: Entered) {
  return { linkId: id, text: textOf(label), answer: [answerValue(entered)] };
}

function answerValue({ answer, unit, chosen }: Pick<Entered, "answer" | "unit" | "chosen">) {
  if (typeof answer === "string") return { valueString: answer };
  if (chosen) return { valueCoding: { code: String(answer), display: textOf(chosen) } };
  return unit === null ? { valueDecimal: answer } : { valueQuantity: quantity(answer, unit) };
}
