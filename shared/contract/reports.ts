import { z } from "zod";
import { VisitId } from "../domain/ids.ts";
import { Language } from "../words/language.ts";
import { may } from "./may.ts";

export const reports = {
  /** PDF of one visit, in the reader's language. */
  create: may("clinician")
    .input(z.object({ visitId: VisitId, language: Language.default("en") }))
    .output(z.object({ fileName: z.string(), pdf: z.instanceof(Blob) })),
};
