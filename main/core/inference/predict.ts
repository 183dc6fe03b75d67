import { BulbarError } from "../../../shared/domain/error.ts";
import { expectedLevelOf } from "../../../shared/domain/label-scale.ts";
import type { Measures } from "../../../shared/domain/measure.ts";
import type { Figure, ModelManifest } from "../../../shared/domain/model-manifest.ts";
import {
  type ExplanationSummary,
  type Prediction,
  researchUseOnly,
} from "../../../shared/domain/prediction.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import {
  completeTasks,
  featureVector,
  type LookUp,
  type ModelWindow,
  type Resample,
  waveformWindows,
} from "./model-input.ts";
import type { ModelPackage } from "./model-package.ts";
import { notSureWhy } from "./not-sure.ts";
import type { GraphOutput, ModelSession } from "./session.ts";

/** What a model may look at. */
export type Subject = {
  task: TaskId;
  /** What it hears: the recording, or the part of it that the task is about. */
  signal: Sound;
  /** Where `signal` begins in the recording, s; 0 when absent. */
  startSeconds?: number;
  /** Measures by task: those of this recording, or of all recordings of a visit. */
  measures: Partial<Record<TaskId, Measures>>;
};

/** A prediction with the map that explains it, where the model gives one. */
export type Explained = {
  prediction: Prediction;
  /** What it answered about each piece that it heard, of which the prediction is the mean. */
  windows: { startSeconds: number; endSeconds: number; probabilities: number[] }[];
  map: { values: Float32Array; rows: number; columns: number; window: ModelWindow } | null;
};

/**
 * Runs a model over a recording. Windows are averaged; the window that speaks most for the explained class gives
 * the explanation.
 * @param target label to explain; absent: the most probable
 * @throws BulbarError `model-refused-task`, `model-refused-length`, `invalid-input` for an unknown label, `cancelled`
 */
export async function predict(
  session: ModelSession,
  subject: Subject,
  options: { resample: Resample; target?: string; signal?: AbortSignal },
): Promise<Explained> {
  const { manifest } = session.package;
  if (subject.task === "unknown" || !manifest.tasks.includes(subject.task)) {
    throw new BulbarError("model-refused-task", {
      file: manifest.id,
      why: "task",
      facts: { task: subject.task, tasks: manifest.tasks.join(", ") },
    });
  }
  const windows = windowsFor(manifest, subject, options.resample);
  const outputs: GraphOutput[] = [];
  for (const window of windows) {
    options.signal?.throwIfAborted();
    outputs.push(await session.run(window.samples, -1));
  }
  const probabilities = mean(outputs.map((output) => output.probabilities));
  const target = options.target === undefined ? argMax(probabilities) : labelIndex(manifest, options.target);
  const chosen = argMax(outputs.map((output) => output.probabilities[target]!));
  let explained = outputs[chosen]!;
  if (explained.classIndex !== target) explained = await session.run(windows[chosen]!.samples, target);
  return {
    prediction: toPrediction(session, probabilities, {
      known: mean(outputs.map(({ known }) => (known === undefined ? [] : [known])))[0],
      explanation: summary(manifest, explained),
      honestError: honestErrorOf(session.package, subject),
      isPartial: isPartial(manifest, subject),
    }),
    windows: windows.map(({ startSeconds, endSeconds }, index) => ({
      startSeconds,
      endSeconds,
      probabilities: outputs[index]!.probabilities,
    })),
    map: explained.map && { ...explained.map, window: windows[chosen]! },
  };
}

function windowsFor({ input, id }: ModelManifest, subject: Subject, resample: Resample): ModelWindow[] {
  if (input.kind === "waveform") {
    const { signal, startSeconds: from = 0 } = subject;
    const windows = waveformWindows(signal, input, id, resample);
    return windows.map((window) => ({
      ...window,
      startSeconds: from + window.startSeconds,
      endSeconds: from + window.endSeconds,
    }));
  }
  const samples = featureVector(input, id, lookUpIn(subject));
  return [{ samples, startSeconds: 0, endSeconds: 0 }];
}

function lookUpIn({ measures }: Subject): LookUp {
  return (task, measure) => measures[task]?.[measure]?.value ?? null;
}

/** How good an answer is that rests on what this subject has: on one task alone, or on all that the model takes. */
function honestErrorOf({ manifest, singleTaskErrors }: ModelPackage, subject: Subject): Figure {
  const { input, honestError } = manifest;
  const used = input.kind === "features" ? [...completeTasks(input, lookUpIn(subject))] : [subject.task];
  const [only, ...more] = used;
  return (only && more.length === 0 && singleTaskErrors[only]) || honestError;
}

/** A feature model answers from fewer tasks than it was calibrated with. */
function isPartial({ input }: ModelManifest, subject: Subject): boolean {
  if (input.kind !== "features") return false;
  const all = new Set(input.features.map((name) => name.split("/")[0]));
  return completeTasks(input, lookUpIn(subject)).size < all.size;
}

type Besides = {
  known: number | undefined;
  explanation: ExplanationSummary;
  honestError: Figure;
  isPartial: boolean;
};

function toPrediction(
  { package: { manifest }, device, refusedDevices }: ModelSession,
  probabilities: number[],
  { known, explanation, honestError, isPartial }: Besides,
): Prediction {
  const { labels, calibration, ordinal, id, version, files, status, trainedOn } = manifest;
  const top = argMax(probabilities);
  const { conformal, rejectBelow } = calibration;
  const why = notSureWhy(probabilities[top]!, known, rejectBelow);
  return {
    model: id,
    version,
    modelSha256: files["model.onnx"]!.sha256,
    device,
    ...(refusedDevices?.length ? { refusedDevices } : {}),
    labels,
    probabilities,
    top: { label: labels[top]!, probability: probabilities[top]! },
    set: conformal && {
      coverage: conformal.coverage,
      labels: labels.filter((_, k) => 1 - probabilities[k]! <= conformal.quantile),
      ...(isPartial ? { measuredOnMoreTasks: true } : {}),
    },
    ...(known !== undefined && { known }),
    rejected: why !== null,
    ...(why && { notSureWhy: why }),
    expectedLevel: ordinal ? expectedLevelOf(labels, probabilities) : null,
    explanation,
    provenance: { notice: researchUseOnly, status, trainedOn, honestError },
  };
}

function summary(manifest: ModelManifest, output: GraphOutput): ExplanationSummary {
  const { method } = manifest.explanation;
  const target = manifest.labels[output.classIndex]!;
  if (output.map) return { method, target, rows: output.map.rows, columns: output.map.columns };
  if (!output.contributions || manifest.explanation.method !== "contributions") {
    return { method: "none", target, rows: 0, columns: 0 };
  }
  const { values, features } = output.contributions;
  const contributions = manifest.explanation.features
    .map((feature, k) => ({ feature, value: features[k]!, contribution: values[k]! }))
    .filter(({ value, contribution }) => Number.isFinite(value) && Number.isFinite(contribution))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return { method, target, rows: 1, columns: values.length, contributions };
}

function labelIndex({ id, labels }: ModelManifest, label: string): number {
  const index = labels.indexOf(label);
  if (index >= 0) return index;
  throw new BulbarError("invalid-input", {
    file: id,
    why: "class",
    facts: { label, classes: labels.slice(0, 20).join(", ") },
  });
}

function mean(rows: number[][]): number[] {
  if (rows.length === 1) return rows[0]!;
  return rows[0]!.map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length);
}

function argMax(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > values[best]! ? index : best), 0);
}
