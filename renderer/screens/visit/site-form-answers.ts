import type { FormAnswers, SiteForm } from "../../../shared/domain/site-form.ts";

/** Reads the form; a field that was left empty was not answered. */
export function readAnswers({ fields }: SiteForm, form: FormData): FormAnswers {
  return Object.fromEntries(
    fields.flatMap(({ id, kind }) => {
      const entered = String(form.get(id) ?? "").trim();
      return entered ? [[id, kind === "text" ? entered : Number(entered)]] : [];
    }),
  );
}
