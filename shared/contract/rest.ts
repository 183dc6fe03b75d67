import { z } from "zod";
import { Acceptance } from "../domain/acceptance.ts";
import { Analysis } from "../domain/analysis.ts";
import { AudioInfo } from "../domain/audio-info.ts";
import { Device } from "../domain/device.ts";
import { NormJudgement } from "../domain/norm.ts";
import { PassageId } from "../domain/passage.ts";
import { Sex } from "../domain/patient.ts";
import { ModelSummary, Prediction, Provenance, Refused } from "../domain/prediction.ts";
import { stages } from "../domain/progress.ts";
import { RulesOrigin } from "../domain/rules-origin.ts";
import { TaskId } from "../domain/task.ts";
import { VisitFindings } from "../domain/visit-findings.ts";
import { anyone } from "./may.ts";

/**
 * The recording of a request. Outside it is the bytes of the form's field `file`; the door puts them aside and hands on
 * where the core finds them.
 */
export const SentFile = z.object({ uploadId: z.string(), fileName: z.string() });

/** A channel in a form or an address, where numbers are text. */
const SentChannel = z.union([z.coerce.number().int().positive(), z.literal("mean")]);

/** What may be said of a recording, in the address or in the form; the form has the last word. */
const sound = {
  task: TaskId.optional(),
  sex: Sex.optional(),
  age: z.coerce.number().nonnegative().max(130).optional(),
  channel: SentChannel.optional(),
  passage: PassageId.optional(),
};
const answered = { ...sound, model: z.string().min(1).max(100).optional() };

const sent = <Shape extends z.ZodRawShape>(settings: Shape) =>
  z.object({ query: z.strictObject(settings), body: z.strictObject({ file: SentFile, ...settings }) });

/** Who told the task: the request, the file's name, the model asked for (its first), or nobody (`vowel-a`). */
const TaskOrigin = z.enum(["request", "file-name", "model", "default"]);
export type TaskOrigin = z.infer<typeof TaskOrigin>;

const LabelProbability = z.object({ label: z.string(), probability: z.number().min(0).max(1) });

/** One model's answer, flat, as other programs like it, with its uncertainty and where it comes from. */
export const Answer = z.object({
  ...LabelProbability.shape,
  /** Of every class, calibrated. */
  probabilities: z.record(z.string(), z.number()),
  /** Classes that are not excluded at `coverage`; null where the model has no sets. */
  predictionSet: Prediction.shape.set,
  /** The model is too unsure for `label` to be taken as an answer. */
  notSure: z.boolean(),
  expectedLevel: Prediction.shape.expectedLevel,
  model: z.string(),
  version: z.string(),
  modelSha256: z.string(),
  device: Device,
  task: TaskId,
  taskFrom: TaskOrigin,
  /** Whether the recording can be used at all, and what speaks against it. */
  acceptance: Acceptance,
  ...Provenance.shape,
});
export type Answer = z.infer<typeof Answer>;

/** The answer with what it rests on, drawn and with its axes. */
export const ExplainedAnswer = Answer.extend({
  /** The five most probable classes, or all where there are fewer; most probable first. */
  top: z.array(LabelProbability).max(5),
  explanation: Prediction.shape.explanation,
  /**
   * PNG: the spectrogram with the map of what speaks for `explanation.target` upon it; the plain spectrogram where the
   * model explains itself by contributions.
   */
  overlayPngBase64: z.base64(),
  /** Axes of the picture: the centre of each column, s, and of each band, Hz. */
  spectrogram: z.object({
    scale: z.literal("mel"),
    timesSeconds: z.array(z.number()),
    frequenciesHz: z.array(z.number()),
    minimumDb: z.number(),
    maximumDb: z.number(),
  }),
  processing: z.object({
    audio: AudioInfo,
    /** Time of each stage, ms. */
    stagesMs: z.partialRecord(z.enum(stages), z.number()),
    /** From the request's arrival at the core to this answer, ms. */
    totalMs: z.number(),
    threads: z.int().positive(),
    /** SHA-256 of the file. */
    sha256: z.string(),
    programVersion: z.string(),
    onnxruntimeVersion: z.string(),
  }),
});

/** Everything that Bulbar says of one recording. */
export const WholeAnalysis = Analysis.extend({
  /** Of the file. */
  sha256: z.string(),
  /** The one norm of each measure that has one, by the measure's id. */
  norms: z.record(z.string(), NormJudgement),
  /** The recording as a visit of its own: findings with their doubts, the models' answers together. */
  visit: VisitFindings,
  rules: RulesOrigin,
  notice: Provenance.shape.notice,
});

/** What a request is answered when it is refused or fails; in the language that it accepts. */
export const RestError = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
export type RestError = z.infer<typeof RestError>;

/** What other programs may ask: recordings in, answers out. Nothing of patients, nothing is kept. */
export const rest = {
  predict: anyone
    .route({ method: "POST", path: "/predict", inputStructure: "detailed" })
    .input(sent(answered))
    .output(Answer),
  analyzeAudio: anyone
    .route({ method: "POST", path: "/analyze_audio", inputStructure: "detailed" })
    .input(sent(answered))
    .output(ExplainedAnswer),
  analyse: anyone
    .route({ method: "POST", path: "/analyse", inputStructure: "detailed" })
    .input(sent(sound))
    .output(WholeAnalysis),
  listModels: anyone
    .route({ method: "GET", path: "/models", inputStructure: "detailed" })
    .output(
      z.object({ models: z.array(ModelSummary), refused: z.array(Refused.extend({ id: z.string() })) }),
    ),
  getModel: anyone
    .route({ method: "GET", path: "/models/{id}", inputStructure: "detailed" })
    .input(z.object({ params: z.object({ id: z.string() }) }))
    .output(ModelSummary.extend({ /** The model card, Markdown. */ card: z.string() })),
};
