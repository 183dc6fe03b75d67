import { z } from "zod";
import { CalendarDate } from "./calendar.ts";

/** A text in the languages that the site gives it in. */
export const FormText = z
  .strictObject({ en: z.string().trim().min(1).max(500), de: z.string().trim().min(1).max(500) })
  .partial()
  .refine((text) => text.en !== undefined || text.de !== undefined, "a text in en or de is needed");
export type FormText = z.infer<typeof FormText>;

const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "small letters, digits and single hyphens")
  .max(60);

const field = { id, label: FormText, hint: FormText.optional() };

/** One question or finding of examination: a number with its unit, one of several answers with a score, words. */
export const FormField = z.discriminatedUnion("kind", [
  z
    .strictObject({
      ...field,
      kind: z.literal("number"),
      /** UCUM ("%", "kg", "L/min"); "1" for a number without a unit. */
      unit: z.string().min(1).max(30),
      minimum: z.number(),
      maximum: z.number(),
      decimals: z.int().min(0).max(3),
    })
    .refine(({ minimum, maximum }) => minimum < maximum, { path: ["maximum"], message: "not above minimum" }),
  z.strictObject({
    ...field,
    kind: z.literal("choice"),
    options: z
      .array(z.strictObject({ score: z.int().min(-100).max(100), label: FormText }))
      .min(2)
      .max(20)
      .refine((options) => new Set(options.map(({ score }) => score)).size === options.length, {
        message: "two options have the same score",
      }),
  }),
  z.strictObject({ ...field, kind: z.literal("text") }),
]);
export type FormField = z.infer<typeof FormField>;

/** A sum of scores and numbers; there is none while one of them is missing. */
export const FormSum = z.strictObject({ id, label: FormText, of: z.array(id).min(2) });
export type FormSum = z.infer<typeof FormSum>;

/** A questionnaire or an examination that a site brings; its texts are the site's to answer for. */
export const SiteForm = z
  .strictObject({
    schemaVersion: z.literal(1),
    id,
    title: FormText,
    /** Publication, and by whose leave its texts are used. */
    source: z.string().trim().min(1).max(1000),
    fields: z.array(FormField).min(1).max(80),
    sums: z.array(FormSum).max(10).default([]),
  })
  .check(({ value: { fields, sums }, issues }) => {
    const ids = [...fields, ...sums].map((one) => one.id);
    for (const [k, one] of ids.entries())
      if (ids.indexOf(one) < k) {
        const path = k < fields.length ? ["fields", k, "id"] : ["sums", k - fields.length, "id"];
        issues.push({ code: "custom", path, message: "the id is taken by another field or sum", input: one });
      }
    for (const [k, { of }] of sums.entries())
      for (const [n, part] of of.entries())
        if (!fields.some((one) => one.id === part && one.kind !== "text"))
          issues.push({
            code: "custom",
            path: ["sums", k, "of", n],
            message: "no field with a number has this id",
            input: part,
          });
  });
export type SiteForm = z.infer<typeof SiteForm>;

/** Answers by the id of their field: numbers, the score of the option chosen, words. What was not answered is not there. */
export const FormAnswers = z.record(id, z.union([z.number(), z.string().trim().min(1).max(4000)]));
export type FormAnswers = z.infer<typeof FormAnswers>;

/** A form as it was filled in at a visit, with the form as it was then. */
export type FormEntry = {
  visitId: string;
  /** Date of the visit. */
  date: CalendarDate;
  form: SiteForm;
  answers: FormAnswers;
  enteredBy: string;
  enteredAt: string;
};

/** A form of a visit: as it was filled in, or as the site has it where it was not. */
export const VisitForm = z.object({
  form: SiteForm,
  answers: FormAnswers.nullable(),
  /** The answers of the last earlier day on which it was filled in. */
  before: z.object({ date: CalendarDate, answers: FormAnswers }).nullable(),
});
export type VisitForm = z.infer<typeof VisitForm>;

/** What speaks against an answer; null where nothing does. */
export type AnswerFault = {
  field: string;
  why: "no-such-field" | "not-a-number" | "out-of-range" | "no-such-option";
};

/** The first answer that its field does not take. */
export function faultOf({ fields }: SiteForm, answers: FormAnswers): AnswerFault | null {
  for (const [name, answer] of Object.entries(answers)) {
    const why = whyRefused(
      fields.find((one) => one.id === name),
      answer,
    );
    if (why) return { field: name, why };
  }
  return null;
}

function whyRefused(field: FormField | undefined, answer: number | string): AnswerFault["why"] | null {
  if (!field) return "no-such-field";
  if (field.kind === "text") return null;
  if (typeof answer !== "number") return "not-a-number";
  if (field.kind === "choice")
    return field.options.some(({ score }) => score === answer) ? null : "no-such-option";
  return answer < field.minimum || answer > field.maximum ? "out-of-range" : null;
}

/** The value of a sum; null while a part of it is missing. */
export function sumOf({ of }: FormSum, answers: FormAnswers): number | null {
  const parts = of.map((part) => answers[part]);
  return parts.every((part) => typeof part === "number") ? parts.reduce((sum, part) => sum + part, 0) : null;
}
