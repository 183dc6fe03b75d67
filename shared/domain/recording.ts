import { z } from "zod";
import { TakeChoice } from "./acceptance.ts";
import { Analysis } from "./analysis.ts";
import { CaptureReport } from "./capture.ts";
import { RecordingId, VisitId } from "./ids.ts";
import { TaskId } from "./task.ts";

/** Why the newest analysis of a recording is not there to be read; analysing again makes a new one. */
export const AnalysisProblem = z.enum(["unreadable", "made-by-newer-program"]);
export type AnalysisProblem = z.infer<typeof AnalysisProblem>;

/** Recording of a visit, with its newest analysis. */
export const Recording = z.object({
  id: RecordingId,
  visitId: VisitId,
  task: TaskId,
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  importedAt: z.iso.datetime(),
  analysis: Analysis.nullable(),
  /** Only where an analysis is stored that cannot be read: `analysis` is null then. */
  analysisProblem: AnalysisProblem.optional(),
  /** What a clinician decided of it against the rule; null where nothing. */
  choice: TakeChoice.nullable().default(null),
  /** How it was recorded; absent for a file that was taken in. */
  capture: CaptureReport.optional(),
});
export type Recording = z.infer<typeof Recording>;
