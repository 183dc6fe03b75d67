import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { Progress } from "../domain/progress.ts";
import { ChangedVisit, VisitInterval, Worklist } from "../domain/worklist.ts";
import { may } from "./may.ts";

/** Progress, then the visits that changed; `judged` of the `waiting` ones were looked at. */
export const ChangedVisitsEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({
    type: z.literal("done"),
    changed: z.array(ChangedVisit),
    judged: z.int(),
    waiting: z.int(),
  }),
]);
export type ChangedVisitsEvent = z.infer<typeof ChangedVisitsEvent>;

const interval = z.object({ months: VisitInterval });

export const worklist = {
  /** What waits, as the history knows it: due, incomplete, to review, to sign. */
  get: may("clinician", "technician").output(Worklist),
  /** Judges the last visits that are not signed, newest first, `most` of them, and tells those that changed. */
  changed: may("clinician")
    .input(z.object({ most: z.int().min(1).max(100_000) }))
    .output(eventIterator(ChangedVisitsEvent)),
  /** After how many months a patient's next visit is due at this site. */
  setInterval: may("clinician").input(interval).output(interval),
};
