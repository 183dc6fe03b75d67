import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { Analysis, ModelChoice } from "../domain/analysis.ts";
import { Channel } from "../domain/audio-info.ts";
import { DemoTake } from "../domain/demo-take.ts";
import { VisitId } from "../domain/ids.ts";
import { JointAnswer } from "../domain/joint-answer.ts";
import { NormJudgement } from "../domain/norm.ts";
import { PassageId } from "../domain/passage.ts";
import { Patient, Sex } from "../domain/patient.ts";
import { ModelSummary } from "../domain/prediction.ts";
import { Progress } from "../domain/progress.ts";
import { RulesOrigin } from "../domain/rules-origin.ts";
import { TaskId } from "../domain/task.ts";
import { Visit } from "../domain/visit.ts";
import { VisitFindings } from "../domain/visit-findings.ts";
import { contract } from "./contract.ts";
import { historyFiles } from "./history.ts";
import { anyone, may } from "./may.ts";
import { patientFiles } from "./patients.ts";
import { ImportEvent } from "./recordings.ts";
import { researchFiles } from "./research.ts";
import { rest } from "./rest.ts";

/** An explained picture of one model's decision; events carry text only, hence base 64. */
const Overlay = z.object({ model: z.string(), target: z.string(), pngBase64: z.base64() });

export const FileAnalysisEvent = z.discriminatedUnion("type", [
  Progress.extend({ type: z.literal("progress") }),
  z.object({
    type: z.literal("done"),
    sha256: z.string(),
    analysis: Analysis,
    /** The one norm of each measure that has one, by the measure's id. */
    norms: z.record(z.string(), NormJudgement),
    answers: z.array(JointAnswer),
    rules: RulesOrigin,
    overlays: z.array(Overlay),
  }),
]);
export type FileAnalysisEvent = z.infer<typeof FileAnalysisEvent>;

const FileToAnalyse = z.object({
  path: z.string(),
  task: TaskId.optional(),
  sex: Sex.optional(),
  ageYears: z.number().nonnegative().optional(),
  models: ModelChoice.default([]),
  /** Channel and passage: see `AnalysisSettings`. */
  channel: Channel.nullable().optional(),
  passage: PassageId.nullable().optional(),
  pitchFloorHz: z.number().positive().optional(),
  pitchCeilingHz: z.number().positive().optional(),
});

const files = {
  /** Analyses a file where it lies; nothing is stored. */
  analyse: anyone
    .input(FileToAnalyse.extend({ overlays: z.boolean().default(false) }))
    .output(eventIterator(FileAnalysisEvent)),
  /**
   * The same for one file of many: a `FileResult` as JSON text in one message, so that the door's thread has next to
   * nothing to do with it.
   */
  analyseToJson: anyone.input(FileToAnalyse).output(z.object({ json: z.string() })),
  /** What recordings say as one visit that is not stored. */
  joinVisit: anyone
    .input(
      z.object({
        analyses: z.array(Analysis),
        sex: Sex.nullable().default(null),
        ageYears: z.number().nonnegative().nullable().default(null),
      }),
    )
    .output(VisitFindings),
  /** Imports a file into a visit; the original stays where it is. */
  import: may("clinician", "technician")
    .input(
      z.object({
        path: z.string(),
        visitId: VisitId,
        task: TaskId.optional(),
        channel: Channel.nullable().optional(),
        passage: PassageId.nullable().optional(),
        /** By name; absent: those that answer unasked. */
        models: z.array(z.string()).optional(),
      }),
    )
    .output(eventIterator(ImportEvent)),
  /** The parts of `patients.addDemo`, which several cores may share: the patient without recordings, then take by take. */
  enterDemo: may("clinician").output(z.object({ patient: Patient, visits: z.array(Visit) })),
  importDemoTake: may("clinician")
    .input(DemoTake.extend({ visitId: VisitId }))
    .output(eventIterator(ImportEvent)),
  /** Installs a `.bulbar-model` file. */
  addModel: anyone.input(z.object({ path: z.string() })).output(ModelSummary),
  /** The bytes of a `.bulbar-model` file for a package at hand. */
  packModel: anyone.input(z.object({ id: z.string() })).output(z.instanceof(Blob)),
  /** As `models.remove`, which a window's user must be a researcher for: here the folder itself is at hand. */
  removeModel: anyone.input(z.object({ id: z.string() })).output(z.object({ removed: z.boolean() })),
};

/** What the command line may do besides, operations that take paths, and what other programs may. Never offered to a window. */
export const localContract = { ...contract, files, historyFiles, patientFiles, researchFiles, rest };
