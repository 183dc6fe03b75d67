import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { trimSilence } from "../dsp/trim.ts";

type WaveformInput = Extract<ModelManifest["input"], { kind: "waveform" }>;
type FeatureInput = Extract<ModelManifest["input"], { kind: "features" }>;

/** Changes the sampling rate; the identity when it is the same. */
export type Resample = (signal: Sound, targetHz: number) => Sound;

/** Value of a measure of a task, null where there is none. */
export type LookUp = (task: TaskId, measure: string) => number | null;

/** A piece of the recording as the model takes it. */
export type ModelWindow = {
  samples: Float32Array;
  /** Where the piece lies in the recording, s. `endSeconds` leaves padding out. */
  startSeconds: number;
  endSeconds: number;
};

/**
 * The recording as a waveform model takes it: corpus rate, model rate, trim, length policy, in this order.
 * @throws BulbarError `model-refused-length` when too little sound is left.
 */
export function waveformWindows(
  signal: Sound,
  input: WaveformInput,
  modelId: string,
  resample: Resample,
): ModelWindow[] {
  const narrow = input.corpusSampleRateHz ? resample(signal, input.corpusSampleRateHz) : signal;
  const { samples } = resample(narrow, input.sampleRateHz);
  const [start, end] = input.trimTopDb === null ? [0, samples.length] : trimSilence(samples, input.trimTopDb);
  const seconds = (n: number) => Number((n / input.sampleRateHz).toFixed(2));
  if (input.maximumSeconds !== null && (end - start) / input.sampleRateHz > input.maximumSeconds) {
    throw new BulbarError("model-refused-length", {
      file: modelId,
      why: "long",
      facts: { seconds: seconds(end - start), limit: input.maximumSeconds },
    });
  }
  if (end - start < input.minimumSamples) {
    throw new BulbarError("model-refused-length", {
      file: modelId,
      why: "short",
      facts: { seconds: seconds(end - start), needed: seconds(input.minimumSamples) },
    });
  }
  return cut(samples.subarray(start, end), start, input);
}

function cut(samples: Float32Array, offset: number, input: WaveformInput): ModelWindow[] {
  const { length, sampleRateHz } = input;
  const window = (from: number, size: number): ModelWindow => {
    const piece = samples.subarray(from, Math.min(from + size, samples.length));
    const padded = piece.length === size ? piece : paddedTo(piece, size);
    return {
      samples: padded,
      startSeconds: (offset + from) / sampleRateHz,
      endSeconds: (offset + from + piece.length) / sampleRateHz,
    };
  };
  if (length.policy === "any") return [window(0, samples.length)];
  const size = Math.round(length.seconds * sampleRateHz);
  const centre = Math.max(0, Math.floor((samples.length - size) / 2));
  if (length.policy === "crop") return [window(centre, Math.min(size, samples.length))];
  if (length.policy === "pad") return [window(centre, size)];
  const hop = Math.round(length.hopSeconds * sampleRateHz);
  const count = Math.max(1, Math.ceil((samples.length - size) / hop) + 1);
  return Array.from({ length: count }, (_, index) => window(index * hop, size));
}

function paddedTo(samples: Float32Array, size: number): Float32Array {
  const padded = new Float32Array(size);
  padded.set(samples);
  return padded;
}

/**
 * The feature vector of a model, NaN where a feature is missing.
 * @throws BulbarError `model-refused-task` when no sufficient set of tasks is complete.
 */
export function featureVector(input: FeatureInput, modelId: string, lookUp: LookUp): Float32Array {
  const complete = completeTasks(input, lookUp);
  if (!input.sufficientTasks.some((set) => set.every((task) => complete.has(task)))) {
    throw new BulbarError("model-refused-task", {
      file: modelId,
      why: "measures",
      facts: { sets: input.sufficientTasks.map((set) => set.join(", ")).join("; ") },
    });
  }
  return Float32Array.from(valuesOf(input, lookUp), ({ task, value }) =>
    value !== null && complete.has(task) ? value : Number.NaN,
  );
}

/** Tasks that the model's answer rests on: all their features are there, or any where single ones may be missing. */
export function completeTasks(input: FeatureInput, lookUp: LookUp): Set<TaskId> {
  const byTask = Map.groupBy(valuesOf(input, lookUp), ({ task }) => task);
  const enough = input.missing === "value" ? "some" : "every";
  const complete = [...byTask].filter(([, values]) => values[enough](({ value }) => value !== null));
  return new Set(complete.map(([task]) => task));
}

function valuesOf({ features }: FeatureInput, lookUp: LookUp): { task: TaskId; value: number | null }[] {
  return features.map((name) => {
    const [task, measure] = name.split("/") as [TaskId, string];
    return { task, value: lookUp(task, measure) };
  });
}
