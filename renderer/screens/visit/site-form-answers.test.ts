import { expect, test } from "vitest";
import { SiteForm } from "../../../shared/domain/site-form.ts";
import { readAnswers } from "./site-form-answers.ts";

test("what was left empty is not answered, a score of zero is", () => {
  const label = { en: "asked" };
  const form = SiteForm.parse({
    ...{ schemaVersion: 1, id: "cough", title: label, source: "own" },
    fields: [
      {
        ...{ id: "strength", kind: "choice", label },
        options: [
          { score: 0, label },
          { score: 1, label },
        ],
      },
      { id: "flow", kind: "number", label, unit: "L/min", minimum: 0, maximum: 900, decimals: 0 },
      { id: "remarks", kind: "text", label },
    ],
  });
  const entered = new FormData();
  for (const [id, value] of Object.entries({ strength: "0", flow: "", remarks: " 12 " }))
    entered.set(id, value);
  expect(readAnswers(form, entered)).toEqual({ strength: 0, remarks: "12" });
});
