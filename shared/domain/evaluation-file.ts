import { z } from "zod";
import { Figure } from "./model-manifest.ts";

const interval = Figure.shape.interval;
/** Null where it is not defined, such as an AUC without one of the classes. */
const maybe = z.number().nullable();

/** A score, its 95 % interval by bootstrap over speakers, and the value of each repeat where there were several. */
const Score = z.strictObject({ value: maybe, interval, repeats: z.array(maybe).nullish() });
const Scores = z.record(z.string(), Score);

/** One way to divide the corpus; the headline's also has robustness, confounds and shuffled labels. */
const Protocol = z.strictObject({
  name: z.string(),
  /** The protocol in words, as figures quote it. */
  description: z.string(),
  /** Why speakers are shared between training and test, where they are. */
  officialBecause: z.string().nullable(),
  metrics: Scores,
  perClass: z.record(
    z.string(),
    z.strictObject({ precision: z.number(), recall: z.number(), f1: z.number(), support: z.number() }),
  ),
  /** Counts [true, predicted]. */
  confusion: z.array(z.array(z.int())),
  calibration: z
    .strictObject({
      eceBefore: z.number(),
      eceAfter: z.number(),
      brierBefore: z.number(),
      brierAfter: z.number(),
      meanTemperature: z.number(),
    })
    .nullable(),
  conformal: z
    .strictObject({
      unit: z.enum(["speaker", "recording"]).nullish(),
      coverage: z.number(),
      measuredCoverage: z.number(),
      interval: interval.optional(),
      meanSetSize: z.number(),
      emptySets: z.number(),
    })
    .nullable(),
  rejection: z.strictObject({ below: z.number(), keptShare: z.number(), accuracyOfKept: maybe }).nullable(),
  byTask: z.record(z.string(), Scores).nullish(),
  majorityVote: z.strictObject({ accuracy: z.number(), macroF1: z.number() }).nullish(),
  perSpeaker: z
    .strictObject({
      accuracy: z.record(z.string(), z.number()),
      mean: z.number(),
      standardDeviation: maybe,
    })
    .nullish(),
  robustness: z
    .record(
      z.string(),
      z.strictObject({
        auc: maybe,
        accuracy: z.number(),
        aucOriginal: maybe,
        largestShift: z.number(),
        shift95: z.number(),
        sameClass: z.number(),
      }),
    )
    .nullish(),
  confounds: z.record(z.string(), maybe).nullish(),
  shuffledLabels: z.strictObject({ auc: maybe, macroF1: z.number(), folds: z.int().optional() }).nullish(),
});

/** `evaluation.json` of a model that was trained and judged by `models/training`, which writes it by this schema. */
export const EvaluationFile = z.strictObject({
  schemaVersion: z.literal(1),
  model: z.string(),
  version: z.string(),
  /** The command that prints these figures. */
  command: z.string(),
  /** Digest of everything that changes a trained or evaluated number. */
  configuration: z.string(),
  seed: z.int(),
  data: z.strictObject({
    reader: z.string(),
    recordings: z.int(),
    speakers: z.int(),
    perLabel: z.record(z.string(), z.int()),
    simulated: z.boolean().optional(),
    skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  }),
  headline: Figure,
  packageCalibration: z.strictObject({
    temperature: z.number().positive(),
    conformalQuantile: z.number().nullable(),
  }),
  /** Of the model in full, also where the package takes less room. */
  protocols: z.array(Protocol).min(1),
  /** What a package lost that takes less room, by the headline's held-out recordings. */
  reduction: z
    .strictObject({
      storedAs: z.enum(["fp16", "int8"]),
      bytes: z.int(),
      fullBytes: z.int(),
      metric: z.string(),
      score: Score,
      fullScore: Score,
      largestShift: z.number(),
      shift95: z.number(),
      sameClass: z.number(),
    })
    .nullish(),
});
