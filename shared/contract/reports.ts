import { z } from "zod";
import { VisitId } from "../domain/ids.ts";
import {
  longestConclusion,
  longestIndication,
  Paper,
  ReportSection,
  reportSections,
} from "../domain/report.ts";
import { Language } from "../words/language.ts";
import { may } from "./may.ts";

/** What a person chooses and writes for a report; everything else in it is found. */
export const ReportDraft = z.object({
  language: Language.default("en"),
  paper: Paper.default("A4"),
  sections: z.array(ReportSection).default([...reportSections]),
  indication: z.string().trim().max(longestIndication).default(""),
  conclusion: z.string().trim().max(longestConclusion).default(""),
});
export type ReportDraft = z.infer<typeof ReportDraft>;

export const reports = {
  /** PDF of one visit, in the reader's language. */
  create: may("clinician")
    .input(z.object({ visitId: VisitId, language: Language.default("en") }))
    .output(z.object({ fileName: z.string(), pdf: z.instanceof(Blob) })),
};
