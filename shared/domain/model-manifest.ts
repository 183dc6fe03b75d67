import { z } from "zod";
import { LabelRole } from "./label-role.ts";
import { AskedTaskId } from "./task.ts";

/** A package as a file: its name ends so. */
export const modelPackageSuffix = ".bulbar-model";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");

/** Control characters, line and paragraph separators, marks of direction; by numbers, which Python's JSON schema reads too. */
const disturbing = "\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069";

/** One line of text of at most `longest` characters, without control characters, which a terminal would obey. */
const line = (longest = 1000) =>
  z
    .string()
    .max(longest)
    .regex(new RegExp(`^[^${disturbing}]*$`, "u"), "one line without control characters");

/**
 * Name of a file in a package: lower case only, so that no two names are one on a disk that does not tell cases apart,
 * no folder, no device of Windows.
 */
export const PackageFileName = z
  .string()
  .regex(/^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[a-z0-9][a-z0-9._-]{0,98}[a-z0-9_-]$/, "a plain file name");

/** Largest file of a package, bytes. */
export const largestPackageBytes = 1024 ** 3;

/** Input computed inside the graph from the sound itself. */
const WaveformInput = z.strictObject({
  kind: z.literal("waveform"),
  sampleRateHz: z.int().positive().max(384_000),
  /** Frequencies that the training audio held, Hz. Nothing outside may justify a highlight. */
  trainingBandwidthHz: z.tuple([z.number().nonnegative(), z.number().positive()]),
  /**
   * Rate of the training corpus where it is lower than the model's: audio is resampled down to it and up again,
   * so that serving sounds like training. Null when the same.
   */
  corpusSampleRateHz: z.int().positive().nullable(),
  /** librosa-style energy trim before the model, dB below the peak; null for none. */
  trimTopDb: z.number().positive().nullable(),
  /** Fewer samples (after trimming) than this are refused. */
  minimumSamples: z.int().positive(),
  /** Longer sound than this is refused: a model of single words has nothing to say of a sentence. */
  maximumSeconds: z.number().positive().nullable().default(null),
  length: z.discriminatedUnion("policy", [
    /** Any length as it is. */
    z.strictObject({ policy: z.literal("any") }),
    /** Centre crop to `seconds`; shorter input as it is, longer than `minimumSamples`. */
    z.strictObject({ policy: z.literal("crop"), seconds: z.number().positive() }),
    /** Exactly `seconds`: longer is cut at the centre, shorter is zero-padded at the end. */
    z.strictObject({ policy: z.literal("pad"), seconds: z.number().positive() }),
    /** Windows of `seconds` every `hopSeconds`, the last zero-padded; probabilities are averaged. */
    z.strictObject({
      policy: z.literal("windows"),
      seconds: z.number().positive(),
      hopSeconds: z.number().positive(),
    }),
  ]),
});

/** Input computed by the core: `task/measure-id`, in the order of the graph's `features` input. NaN where missing. */
const FeatureInput = z.strictObject({
  kind: z.literal("features"),
  features: z
    .array(z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/))
    .min(1)
    .max(10_000),
  /** Sets of tasks that suffice; with none of them complete the model refuses. */
  sufficientTasks: z.array(z.array(AskedTaskId).min(1)).min(1),
  /** What a feature without a value takes along: its whole task, or itself alone (the graph then meets single NaN). */
  missing: z.enum(["task", "value"]).default("task"),
});

/** The axis of `spectrogram`, so that a picture can be labelled. */
const SpectrogramAxis = z.strictObject({
  scale: z.enum(["mel-slaney", "mel-htk", "linear"]),
  minimumHz: z.number().nonnegative(),
  maximumHz: z.number().positive(),
  bands: z.int().positive(),
  hopSeconds: z.number().positive(),
});

export const ModelStatus = z.enum(["recommended", "baseline", "experimental", "simulated-data"]);

export const Figure = z.strictObject({
  /** "AUC", "macro-F1", "accuracy" ... */
  metric: line(),
  value: z.number(),
  /** 95 % interval, null when there is none. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** How it was obtained: "5-fold by speaker, repeated 3 times, 64 speakers". */
  protocol: line(),
});
export type Figure = z.infer<typeof Figure>;

/** A model package's manifest. Contract: graph inputs and outputs as named in `docs` of models/training. */
export const ModelManifest = z.strictObject({
  schemaVersion: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  name: line().min(1),
  kind: z.enum(["screen", "bulbar-involvement", "severity", "sound-events", "digits"]),
  /** How far the model can be relied on; shown beside every result. */
  status: ModelStatus,
  /** One sentence: what question the model answers. */
  summary: line().min(1),
  /** One sentence: the recordings that it learned from. */
  trainedOn: line().min(1),
  /** The figure that stands beside every result; from evaluation.json. */
  honestError: Figure,
  tasks: z.array(AskedTaskId).min(1),
  input: z.discriminatedUnion("kind", [WaveformInput, FeatureInput]),
  labels: z.array(line(200).min(1)).min(2).max(10_000),
  /** Labels lie on a scale, in order. */
  ordinal: z.boolean(),
  /** Label that a high probability warns of, for the trend; null where there is none. */
  positiveLabel: z.string().nullable(),
  /** What each label is, parallel to them; where absent, `rolesOf` derives it. */
  roles: z.array(LabelRole).optional(),
  activation: z.enum(["softmax", "sigmoid"]),
  explanation: z.discriminatedUnion("method", [
    z.strictObject({
      method: z.literal("grad-cam"),
      targetLayer: z.string(),
      spectrogram: SpectrogramAxis,
    }),
    z.strictObject({ method: z.literal("attention-rollout"), spectrogram: SpectrogramAxis }),
    /** One signed number per feature for the class, in units of the decision's log-odds unless said otherwise. */
    z.strictObject({
      method: z.literal("contributions"),
      features: z.array(z.string()).min(1),
      unit: z.string(),
    }),
    z.strictObject({ method: z.literal("none") }),
  ]),
  calibration: z.strictObject({
    /** Already applied inside the graph. */
    temperature: z.number().positive(),
    /** Split-conformal quantile of 1 - p(true class); a class is in the set when 1 - p <= quantile. */
    conformal: z
      .strictObject({
        coverage: z.number().gt(0).lt(1),
        quantile: z.number(),
        measuredCoverage: z.number().min(0).max(1),
      })
      .nullable(),
    /** Below this top probability the answer is "not sure"; null where the model does not reject. */
    rejectBelow: z.number().gt(0).lt(1).nullable(),
  }),
  /** How results over the recordings of a visit are joined. */
  aggregation: z.array(z.enum(["mean-probability", "majority-vote"])).min(1),
  /** Every other file of the package. */
  files: z.record(
    PackageFileName,
    z.strictObject({ sha256, bytes: z.int().positive().max(largestPackageBytes) }),
  ),
  /**
   * Deterministic input and what the model must answer, checked before a package is trusted and before a GPU is.
   * The waveform is `amplitude * sum of sin(2 pi f t)` over `frequenciesHz`, `seconds` long; features are literal.
   */
  selfTest: z.strictObject({
    waveform: z
      .strictObject({
        seconds: z.number().positive().max(60),
        amplitude: z.number().positive(),
        frequenciesHz: z.array(z.number().positive()).min(1).max(100),
      })
      .nullable(),
    features: z.array(z.number().nullable()).nullable(),
    probabilities: z.array(z.number()).min(2),
    /** Largest difference, as a probability; what the program allows at most stands in session.ts. */
    tolerance: z.number().positive(),
  }),
  licence: line().min(1),
  attribution: line(5000),
});
export type ModelManifest = z.infer<typeof ModelManifest>;
