import { z } from "zod";
import { TakeChoice } from "./acceptance.ts";
import { Analysis } from "./analysis.ts";
import { RecordingId, VisitId } from "./ids.ts";
import { TaskId } from "./task.ts";

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
  /** What a clinician decided of it against the rule; null where nothing. */
  choice: TakeChoice.nullable().default(null),
});
export type Recording = z.infer<typeof Recording>;
