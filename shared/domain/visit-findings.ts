import { z } from "zod";
import { Acceptance, LeftOutReason, TakeChoice } from "./acceptance.ts";
import { CalendarDate } from "./calendar.ts";
import { Finding, Progression } from "./finding.ts";
import { RateStratum } from "./rate-stratum.ts";
import { Sufficiency } from "./sufficiency.ts";
import { TaskId } from "./task.ts";
import { Ensemble, VisitResult } from "./visit-result.ts";

/** What the rule says of a take, and what a clinician decided. */
export const VisitTake = z.object({
  recording: z.string(),
  task: TaskId,
  acceptance: Acceptance,
  choice: TakeChoice.nullable(),
  /** It stands behind its task's values; a single measure may still leave it out. */
  counts: z.boolean(),
  /** Why it does not; empty where it counts. */
  leftOut: z.array(LeftOutReason),
});
export type VisitTake = z.infer<typeof VisitTake>;

/**
 * Everything that a visit says, as of its date: judged once, in `main/core/findings`. Screen, report, command line and
 * exports show these numbers and word these codes.
 */
export const VisitFindings = z.object({
  visitId: z.string(),
  date: CalendarDate,
  takes: z.array(VisitTake),
  /** What tracks ALS best first. */
  findings: z.array(Finding),
  /** The visit's sentence. */
  progression: Progression,
  /** Stratum of the rate of a read passage among those in print; null where none is known. Never a diagnosis. */
  rateStratum: RateStratum.nullable().default(null),
  /** Whether there is enough to say it. */
  sufficiency: Sufficiency,
  /** What the models say of the visit, each and together. */
  results: z.array(VisitResult),
  ensembles: z.array(Ensemble),
});
export type VisitFindings = z.infer<typeof VisitFindings>;
