import { z } from "zod";
import { ExportFormat } from "../domain/exchange.ts";
import { VisitId } from "../domain/ids.ts";
import { Language } from "../words/language.ts";
import { may } from "./may.ts";

export const exchange = {
  /** A visit's findings for other programs, with the report's PDF where the format holds one. It names the patient. */
  visit: may("clinician")
    .input(z.object({ visitId: VisitId, format: ExportFormat, language: Language.default("en") }))
    .output(z.object({ fileName: z.string(), content: z.instanceof(Blob) })),
};
