import { z } from "zod";
import { Device, DeviceRefusal } from "./device.ts";
import { ErrorFound } from "./error.ts";
import { LabelRole } from "./label-role.ts";
import { Figure, ModelManifest, ModelStatus } from "./model-manifest.ts";

/** What a decision rests on, without the picture: the map itself is fetched when it is looked at. */
export const ExplanationSummary = z.object({
  method: z.enum(["grad-cam", "attention-rollout", "contributions", "none"]),
  /** Label that is explained. */
  target: z.string(),
  /** Grid of the map: time steps by frequency bands; 1 x n for contributions. */
  rows: z.int().nonnegative(),
  columns: z.int().nonnegative(),
  /** Signed contribution per feature, largest first; only for `contributions`. */
  contributions: z
    .array(z.object({ feature: z.string(), value: z.number(), contribution: z.number() }))
    .optional(),
});
export type ExplanationSummary = z.infer<typeof ExplanationSummary>;

/** Printed wherever a model's output is shown. */
export const researchUseOnly = "Research use only, not for diagnosis.";

/** What must stand beside every answer of a model, wherever it goes. */
export const Provenance = z.object({
  notice: z.literal(researchUseOnly),
  status: ModelStatus,
  trainedOn: z.string(),
  honestError: Figure,
});
export type Provenance = z.infer<typeof Provenance>;

/** Why there is no sure answer: no label is probable enough, or one is, but what was said is likely none of them. */
export const NotSureWhy = z.enum(["undecided", "none-of-these"]);
export type NotSureWhy = z.infer<typeof NotSureWhy>;

export const Prediction = z.object({
  model: z.string(),
  version: z.string(),
  /** SHA-256 of model.onnx. */
  modelSha256: z.string(),
  /** Where the model ran. */
  device: Device,
  /** Devices that were tried for this model and not used, and why; absent where none was. */
  refusedDevices: z.array(DeviceRefusal).optional(),
  labels: z.array(z.string()),
  /** Calibrated, same order as `labels`. */
  probabilities: z.array(z.number()),
  top: z.object({ label: z.string(), probability: z.number() }),
  /** Labels that the data does not exclude at the model's coverage; null where the model has no conformal quantile. */
  set: z
    .object({
      coverage: z.number(),
      labels: z.array(z.string()),
      /** The coverage was measured with more tasks than this answer rests on. */
      measuredOnMoreTasks: z.boolean().optional(),
    })
    .nullable(),
  /** How likely it is that the recording is of one of the labels at all; absent for models that do not tell it. */
  known: z.number().min(0).max(1).optional(),
  /** The top probability, times `known`, is below the model's rejection threshold. */
  rejected: z.boolean(),
  /** Absent where the answer is not rejected. */
  notSureWhy: NotSureWhy.optional(),
  /** Expected level for ordinal labels (mean of `levelsOf`), else null. */
  expectedLevel: z.number().nullable(),
  explanation: ExplanationSummary,
  provenance: Provenance,
});
export type Prediction = z.infer<typeof Prediction>;

/** The most probable labels, most probable first. */
export function mostProbable({ labels, probabilities }: Prediction, count: number): Prediction["top"][] {
  return labels
    .map((label, index) => ({ label, probability: probabilities[index]! }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}

/** Whether the labels are sounds that occur together, each with a probability of its own: then those do not add up to 1. */
export function labelsOccurTogether({ probabilities }: Pick<Prediction, "probabilities">): boolean {
  return Math.abs(probabilities.reduce((sum, value) => sum + value, 0) - 1) > 1e-3;
}

/** Why a model did not answer or a package is not used, for `sayError`; `reason` is what versions before 1 told in English. */
export const Refused = ErrorFound.pick({ why: true, facts: true, detail: true }).extend({
  code: z.string(),
  reason: z.string().optional(),
});
export type Refused = z.infer<typeof Refused>;

/** A model that did not answer, and why. */
export const Refusal = Refused.extend({ model: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** What every screen says of a model beside its result: part of the manifest, the rest of it is dropped. */
export const ModelSummary = ModelManifest.pick({
  id: true,
  version: true,
  name: true,
  kind: true,
  status: true,
  summary: true,
  trainedOn: true,
  honestError: true,
  tasks: true,
  labels: true,
  ordinal: true,
  positiveLabel: true,
  explanation: true,
  licence: true,
  attribution: true,
})
  .extend({
    modelSha256: z.string(),
    sizeBytes: z.int(),
    /** What each label is, parallel to them. */
    roles: z.array(LabelRole),
    /** "shipped" with the program or "installed" by the user. */
    origin: z.enum(["shipped", "installed"]),
    /** Whether it came with the program, or this site let it answer unasked; until then `status` stays low. */
    trusted: z.boolean(),
    /** Status by the package's own manifest. */
    claimedStatus: ModelStatus,
    trainingBandwidthHz: z.tuple([z.number(), z.number()]).nullable(),
  })
  .strip();
export type ModelSummary = z.infer<typeof ModelSummary>;
