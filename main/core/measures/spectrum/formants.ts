import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { burgPredictor } from "../../dsp/burg.ts";
import { inWorkspace, kernels, type Shared, type Workspace } from "../../dsp/kernels.ts";
import { quantile } from "../../dsp/median.ts";
import { polynomialRoots } from "../../dsp/polynomial-roots.ts";
import { type Resampled, resampler } from "../../dsp/resample-praat.ts";
import { type Pitch, pitchAt } from "../pitch/pitch.ts";
import { gaussianWindow, preEmphasise } from "./cpps.ts";

/** Parameters of Praat's "To Formant (burg)". */
export type FormantSettings = {
  /** Ceiling: 5000 Hz for men, 5500 Hz for women. */
  ceilingHz: number;
  /** Number of formants below the ceiling; the prediction order is twice as many. */
  maximumFormants: number;
  /** Effective length of the Gaussian window, s; it extends over twice as much, the frame step is a quarter. */
  windowSeconds: number;
  preEmphasisFromHz: number;
};

/** "To Formant (burg): 0, 5, ceiling, 0.025, 50". */
export const standardFormants = (ceilingHz: number): FormantSettings => ({
  ceilingHz,
  maximumFormants: 5,
  windowSeconds: 0.025,
  preEmphasisFromHz: 50,
});

export type Formant = { frequencyHz: number; bandwidthHz: number };

/** Formants of one moment, by rising frequency; none where the sound is digitally silent. */
export type FormantFrame = { timeSeconds: number; formants: Formant[] };

/**
 * `f1`, `f2` (Hz): medians over voiced frames of Praat's "To Formant (burg): 0, 5, ceiling, 0.025, 50" (where all frames
 * are voiced: its "Get quantile: n, 0, 0, hertz, 0.5"). Missing: `too-short` below 50 ms, `silent` where no frame has
 * formants, `unvoiced` where none of those is voiced, `sample-rate-too-low` below 3 kHz.
 * @param pitch contour of the sound for voicing; null where there is none
 */
export function formantMeasures(
  signal: Sound,
  ceilingHz: number,
  pitch: Pitch | null,
  resample = resampler(signal),
): Measures {
  const unit = "Hz";
  const missing = (reason: MissingReason): Measures => ({
    f1: { value: null, unit, missing: reason },
    f2: { value: null, unit, missing: reason },
  });
  const settings = standardFormants(ceilingHz);
  if (signal.sampleRateHz < 3000) return missing("sample-rate-too-low");
  if (signal.samples.length / signal.sampleRateHz < 2 * settings.windowSeconds) return missing("too-short");
  const frames = formantFrames(resample(2 * ceilingHz), settings);
  if (frames.every(({ formants }) => formants.length === 0)) return missing("silent");
  const voiced = frames.filter(({ timeSeconds }) => pitch && pitchAt(pitch, timeSeconds) !== null);
  const [f1, f2] = [medianFormant(voiced, 1), medianFormant(voiced, 2)];
  if (f1 === null || f2 === null) return missing("unvoiced");
  return { f1: { value: f1, unit }, f2: { value: f2, unit } };
}

/** Median frequency of formant `number` (from 1) over the frames that have it, Hz; null without any. */
export function medianFormant(frames: FormantFrame[], number: number): number | null {
  const values = frames.flatMap(({ formants }) => formants[number - 1]?.frequencyHz ?? []);
  return values.length > 0 ? quantile(values, 0.5) : null;
}

/**
 * Formants frame by frame: linear prediction by Burg's method on Gaussian-windowed frames, roots of the predictor,
 * frequencies between 50 Hz and ceiling - 50 Hz (Praat 6.3, fon/Sound_to_Formant.cpp).
 * @param sound the sound at twice the ceiling, see `resamplePraat`
 */
export function formantFrames(sound: Resampled, settings: FormantSettings): FormantFrame[] {
  return inWorkspace((room) => framesOf(sound, settings, room));
}

function framesOf(sound: Resampled, settings: FormantSettings, room: Workspace): FormantFrame[] {
  const { sampleRateHz, firstTimeSeconds } = sound;
  const step = settings.windowSeconds / 4;
  const duration = sound.samples.length / sampleRateHz;
  const length = Math.floor(2 * settings.windowSeconds * sampleRateHz + 1e-9);
  const count = 1 + Math.floor((duration - 2 * settings.windowSeconds) / step + 1e-9);
  const first = firstTimeSeconds + 0.5 * (duration - 1 / sampleRateHz - (count - 1) * step);
  const samples = preEmphasise(sound.samples, sampleRateHz, settings.preEmphasisFromHz, room);
  const window = room.doubles(length);
  window.values.set(gaussianWindow(length));
  const frame = room.doubles(length);
  const predictor = burgPredictor(2 * settings.maximumFormants, room);
  const frames: FormantFrame[] = [];
  let roots: Float64Array | undefined;
  for (let i = 0; i < count; i++) {
    const timeSeconds = first + i * step;
    const start = Math.floor((timeSeconds - firstTimeSeconds) * sampleRateHz) + 1 - Math.floor(length / 2);
    if (!cutFrame(samples, start, window, frame)) {
      frames.push({ timeSeconds, formants: [] });
      continue;
    }
    roots = polynomialRoots(predictor(frame), roots);
    frames.push({ timeSeconds, formants: formantsOf(roots, settings.ceilingHz) });
  }
  return frames;
}

/** Windowed samples from `start` on, zeros where there are none; whether the sound is not silent there. */
function cutFrame(
  samples: Float64Array,
  start: number,
  window: Shared<Float64Array>,
  frame: Shared<Float64Array>,
): boolean {
  const from = Math.max(0, -start);
  const inside = samples.subarray(start + from, Math.max(start + from, start + frame.length));
  if (inside.length < frame.length) frame.values.fill(0);
  frame.values.set(inside, from);
  return kernels.windowedDoubles(frame.address, window.address, frame.length) !== 0;
}

/** Roots above the real axis as formants; roots outside the unit circle are reflected into it. */
function formantsOf(roots: Float64Array, nyquistHz: number): Formant[] {
  const formants: Formant[] = [];
  for (let i = 0; i < roots.length; i += 2) {
    const re = roots[i]!;
    const im = roots[i + 1]!;
    if (im < 0) continue;
    const frequencyHz = (Math.atan2(im, re) * nyquistHz) / Math.PI;
    const bandwidthHz = (Math.abs(Math.log(re * re + im * im)) * nyquistHz) / Math.PI;
    if (frequencyHz >= 50 && frequencyHz <= nyquistHz - 50) formants.push({ frequencyHz, bandwidthHz });
  }
  return formants.sort((a, b) => a.frequencyHz - b.frequencyHz);
}

/** Where tracks are expected and what leaving costs: Praat's "Track" with its defaults for an adult woman. */
export const standardTracks = {
  referencesHz: [550, 1650, 2750] as readonly number[],
  /** Cost of distance from the reference, per kHz. */
  frequencyCost: 1,
  /** Cost of bandwidth / frequency. */
  bandwidthCost: 1,
  /** Cost of a jump, per octave. */
  transitionCost: 1,
};

/**
 * Formant tracks: for each frame the frequencies (Hz) chosen for the tracks, lowest total cost over the whole sound
 * (Praat's "Track", fon/Formant.cpp Formant_tracker). Frames with fewer formants than tracks give null and split it.
 */
export function trackFormants(frames: FormantFrame[], tracks = standardTracks): (number[] | null)[] {
  const result: (number[] | null)[] = frames.map(() => null);
  const enough = (frame: FormantFrame | undefined) =>
    frame !== undefined && frame.formants.length >= tracks.referencesHz.length;
  for (let from = 0; from < frames.length; from++) {
    if (!enough(frames[from])) continue;
    let to = from;
    while (enough(frames[to + 1])) to++;
    for (const [i, chosen] of cheapestPath(frames.slice(from, to + 1), tracks).entries())
      result[from + i] = chosen;
    from = to;
  }
  return result;
}

function cheapestPath(frames: FormantFrame[], tracks: typeof standardTracks): number[][] {
  type Node = { choice: Formant[]; cost: number; from: number };
  const columns: Node[][] = [];
  for (const { formants } of frames) {
    const before = columns.at(-1);
    columns.push(
      combinations(formants, tracks.referencesHz.length).map((choice) => {
        let [cost, from] = [0, 0];
        if (before) {
          cost = Number.POSITIVE_INFINITY;
          for (const [i, node] of before.entries()) {
            const total = node.cost + tracks.transitionCost * octaves(node.choice, choice);
            if (total < cost) [cost, from] = [total, i];
          }
        }
        for (const [track, { frequencyHz, bandwidthHz }] of choice.entries())
          cost +=
            (tracks.frequencyCost * Math.abs(frequencyHz - tracks.referencesHz[track]!)) / 1000 +
            (tracks.bandwidthCost * bandwidthHz) / frequencyHz;
        return { choice, cost, from };
      }),
    );
  }
  const path: number[][] = [];
  let place = columns.at(-1)!.reduce((best, node, i, all) => (node.cost < all[best]!.cost ? i : best), 0);
  for (let column = columns.length - 1; column >= 0; column--) {
    const node = columns[column]![place]!;
    path.push(node.choice.map(({ frequencyHz }) => frequencyHz));
    place = node.from;
  }
  return path.reverse();
}

function octaves(a: Formant[], b: Formant[]): number {
  return a.reduce((sum, { frequencyHz }, i) => sum + Math.abs(Math.log2(frequencyHz / b[i]!.frequencyHz)), 0);
}

/** All choices of `size` items, in order. */
function combinations<T>(items: T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) =>
    combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]),
  );
}
