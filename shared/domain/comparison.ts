import { z } from "zod";
import { Change, Finding, NotJudged } from "./finding.ts";
import { RecordingId } from "./ids.ts";
import { Patient } from "./patient.ts";
import { TaskId } from "./task.ts";
import { Visit } from "./visit.ts";
import { VisitTake } from "./visit-findings.ts";

/** What two recordings may differ in besides the voice, so that it is said before any difference. */
export const comparedConditions = [
  "microphone",
  "format",
  "passage",
  "settings",
  "definitions",
  "program",
] as const;
export const ComparedCondition = z.enum(comparedConditions);
export type ComparedCondition = z.infer<typeof ComparedCondition>;

/** A take with what is needed to draw it on the axes of another, and to hear it as loud. */
export const ComparedTake = VisitTake.extend({
  fileName: z.string(),
  durationSeconds: z.number(),
  sampleRateHz: z.number(),
  /** Where the measured part begins; 0 where none was found. */
  speechStartSeconds: z.number(),
  /** Level of what is not silence, dB full scale; null for digital silence. */
  levelDb: z.number().nullable(),
  snrDb: z.number().nullable(),
});
export type ComparedTake = z.infer<typeof ComparedTake>;

/** One of the two visits, with its analysed takes of the task. */
export const ComparedVisit = z.object({
  visit: Visit,
  takes: z.array(ComparedTake),
  /** The take that is shown; null where the visit has none of the task. */
  shown: RecordingId.nullable(),
});
export type ComparedVisit = z.infer<typeof ComparedVisit>;

/** One measure at both, b minus a, by the same judgement as every change. */
export const Difference = Finding.pick({ measure: true, task: true, unit: true }).extend({
  a: z.number().nullable(),
  b: z.number().nullable(),
  change: Change.nullable(),
  /** `same-visit`: two takes of one visit differ by chance, which says nothing of the patient's course. */
  notJudged: NotJudged.or(z.literal("same-visit")).nullable(),
});
export type Difference = z.infer<typeof Difference>;

/** Two visits, or two takes of one visit, beside each other; `a` is the earlier one. */
export const Comparison = z.object({
  patient: Patient,
  /** Tasks that both have, most telling first. */
  tasks: z.array(TaskId),
  /** The one that is shown; null where they have none in common. */
  task: TaskId.nullable(),
  a: ComparedVisit,
  b: ComparedVisit,
  /** The values are those of the takes shown; else those of the visits, from the takes that count. */
  ofTakes: z.boolean(),
  /** Conditions in which the two takes shown differ. */
  unlike: z.array(ComparedCondition),
  /** Every measure that either has, what tracks ALS best first. */
  differences: z.array(Difference),
});
export type Comparison = z.infer<typeof Comparison>;
