import { oc } from "@orpc/contract";
import { z } from "zod";
import { Language } from "../words/language.ts";

export const reports = {
  /** PDF of one visit, in the reader's language. */
  create: oc
    .input(z.object({ visitId: z.string(), language: Language.default("en") }))
    .output(z.object({ fileName: z.string(), pdf: z.instanceof(Blob) })),
};
