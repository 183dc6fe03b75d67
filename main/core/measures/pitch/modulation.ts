import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { inWorkspace, kernels } from "../../dsp/kernels.ts";
import { errorFilter } from "../../dsp/linear-prediction.ts";
import { mean } from "../../dsp/mean.ts";
import { quantile } from "../../dsp/median.ts";
import { resampler } from "../../dsp/resample-praat.ts";
import { contourStepSeconds, type F0Contour, f0Contour } from "./f0-contour.ts";
import { instantaneousF0 } from "./instantaneous-f0.ts";

/**
 * Measures of F0 modulation and their units, in display order. Those that begin with `log-`, the `f0-modulation-` bands
 * and `f0-entropy` are features for models; natural logarithms.
 */
const units = {
  pvi: "1",
  ppe: "bit",
  pfr: "semitones",
  "f0-range-99": "semitones",
  "tremor-frequency": "Hz",
  "tremor-amplitude": "%",
  "tremor-1-2": "%",
  "tremor-3-8": "%",
  "tremor-9-14": "%",
  "log-pvi": "1",
  "log-f0-range-99": "ln semitones",
  "log-f0-sd": "ln semitones",
  "f0-entropy": "bit",
  "f0-modulation-1-3": "ln semitones",
  "f0-modulation-3-8": "ln semitones",
  "f0-modulation-8-16": "ln semitones",
  "f0-modulation-16-40": "ln semitones",
} as const;

type ModulationId = keyof typeof units;

/** Ends of the voiced stretch that are not analysed, s: onset and offset of the voice, and frames cut by the file. */
const onsetSeconds = 0.1;
const edgeSeconds = 0.02;

/**
 * Modulation of F0 in a sustained vowel. The Minsk authors' measures (`pvi`, `ppe`, `pfr`) see the whole voice by the
 * authors' own tracker (see `instantaneousF0`; noise moves it more than the other), the rest see the F0 of `f0Contour`
 * and leave out 100 ms for onset and offset, `f0-entropy` 20 ms. Definitions stand with the functions
 * below; `f0-modulation-A-B` is the log of the standard deviation of detrended semitones between A and B Hz, `tremor-A-B`
 * the standard deviation of F0 between A and B Hz in % of its mean, `f0-range-99` the range between quantiles 1 and 99 %,
 * `f0-entropy` the pitch period entropy of this F0.
 * Missing: `unvoiced`, `too-short` (0.5 s; 1.4 s for PVI), `too-aperiodic` where more than 0.3 of the stretch has no F0.
 */
export function modulationMeasures(signal: Sound, resample = resampler(signal)): Measures {
  const contour = f0Contour(signal, resample);
  const whole = steadyContour(contour, edgeSeconds);
  const steady = steadyContour(contour, onsetSeconds);
  if (typeof whole === "string" || typeof steady === "string") {
    const missing = typeof whole === "string" ? whole : (steady as MissingReason);
    return Object.fromEntries(
      Object.entries(units).map(([id, unit]) => [id, { value: null, unit, missing }]),
    );
  }
  const values: Record<ModulationId, number | null> = {
    ...minskValues(ofVoice(instantaneousF0(resample), contour)),
    "f0-entropy": pitchPeriodEntropy(whole),
    ...bandValues(steady),
  };
  return Object.fromEntries(
    (Object.keys(units) as ModulationId[]).map((id) => [
      id,
      values[id] === null
        ? { value: null, unit: units[id], missing: "too-short" }
        : { value: values[id], unit: units[id] },
    ]),
  );
}

/** The frames in which there is a voice: up to 20 ms beyond the first and last F0, which the tracker cannot see. */
function ofVoice(f0Hz: Float64Array, contour: F0Contour): Float64Array {
  const unseen = Math.round(edgeSeconds / contourStepSeconds);
  const first = contour.f0Hz.findIndex((value) => value > 0);
  const last = contour.f0Hz.findLastIndex((value) => value > 0);
  return f0Hz.subarray(Math.max(0, first - unseen), last + 1 + unseen);
}

function minskValues(f0Hz: Float64Array) {
  const pvi = pathologicalVibratoIndex(f0Hz);
  return {
    pvi,
    "log-pvi": pvi === null ? null : logarithm(pvi),
    ppe: pitchPeriodEntropy(f0Hz),
    pfr: phonatoryFrequencyRange(f0Hz),
  };
}

function bandValues(f0Hz: Float64Array) {
  const semitones = f0Hz.map((value) => 12 * Math.log2(value));
  const meanHz = mean(f0Hz);
  const percent = detrended(f0Hz.map((value) => (100 * value) / meanHz));
  const level = detrended(semitones);
  const range = quantile(semitones, 0.99) - quantile(semitones, 0.01);
  const centre = mean(semitones);
  const tremor = tremorPeak(percent);
  const band = (low: number, high: number) => logarithm(bandDeviation(level, low, high));
  return {
    "f0-range-99": range,
    "log-f0-range-99": logarithm(range),
    "log-f0-sd": logarithm(Math.sqrt(mean(semitones.map((value) => (value - centre) ** 2)))),
    "f0-modulation-1-3": band(1, 3),
    "f0-modulation-3-8": band(3, 8),
    "f0-modulation-8-16": band(8, 16),
    "f0-modulation-16-40": band(16, 40),
    "tremor-frequency": tremor.frequencyHz,
    "tremor-amplitude": tremor.amplitude,
    "tremor-1-2": bandDeviation(percent, 1, 2),
    "tremor-3-8": bandDeviation(percent, 3, 8),
    "tremor-9-14": bandDeviation(percent, 9, 14),
  };
}

/** Natural logarithm; the floor keeps a perfectly steady tone finite. */
function logarithm(value: number): number {
  return Math.log(Math.max(value, 1e-6));
}

/**
 * The voiced stretch of a contour without `droppedSeconds` at either end, gaps interpolated, Hz every 5 ms; or why there
 * is none.
 */
export function steadyContour({ f0Hz }: F0Contour, droppedSeconds: number): Float64Array | MissingReason {
  const first = f0Hz.findIndex((value) => value > 0);
  if (first < 0) return "unvoiced";
  const last = f0Hz.findLastIndex((value) => value > 0);
  const dropped = Math.round(droppedSeconds / contourStepSeconds);
  const stretch = f0Hz.slice(first + dropped, last + 1 - dropped);
  if (stretch.length * contourStepSeconds < 0.5) return "too-short";
  erode(stretch);
  const gaps = stretch.filter((value) => !(value > 0)).length;
  if (gaps > 0.3 * stretch.length) return "too-aperiodic";
  fillGaps(stretch);
  return stretch;
}

/** Frames whose window reaches into a gap are not to be trusted: gaps grow by 15 ms at either side, in place. */
function erode(values: Float64Array): void {
  const voiced = values.map((value) => (value > 0 ? 1 : 0));
  for (let i = 0; i < values.length; i++)
    for (let k = Math.max(0, i - 3); k <= Math.min(values.length - 1, i + 3); k++)
      if (!voiced[k]) values[i] = Number.NaN;
}

/** Linear interpolation over NaN in place; the ends continue the nearest value. */
function fillGaps(values: Float64Array): void {
  let before = -1;
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && Number.isNaN(values[i]!)) continue;
    for (let j = before + 1; j < i; j++) {
      if (before < 0) values[j] = values[i]!;
      else if (i === values.length) values[j] = values[before]!;
      else values[j] = values[before]! + ((values[i]! - values[before]!) * (j - before)) / (i - before);
    }
    before = i;
  }
}

/**
 * Third-order Butterworth band-pass 9-14 Hz at 200 Hz as second-order sections [b0 b1 b2 a1 a2]
 * (scipy.signal.butter(3, [9, 14], "band", fs=200)).
 */
const vibratoBand = [
  [
    0.0004165461390757481, 0.0008330922781514962, 0.0004165461390757481, -1.7397517840311116,
    0.8540806854634666,
  ],
  [1.0, 0.0, -1.0, -1.7392078132496018, 0.9114644132913208],
  [1.0, -2.0, 1.0, -1.8565700549541861, 0.9379562880074529],
] as const;

/**
 * Pathological vibrato index (Vashkevich, Petrovsky & Rushkevich 2019; the authors' pathology_vibrato.m): contour
 * divided by its mean, band-passed 9-14 Hz, frames of 196 x 5 ms every 8, detrended, Hamming window; sum of the mean
 * magnitude spectrum over 9.2-14.3 Hz. Null below 275 frames (1.4 s).
 */
export function pathologicalVibratoIndex(f0Hz: Float64Array): number | null {
  const frameLength = 196;
  const meanHz = mean(f0Hz);
  const normalised = f0Hz.map((value) => value / meanHz);
  if (normalised.length < 80 + frameLength) return null;
  const mirrored = Float64Array.from({ length: 99 + normalised.length }, (_, i) =>
    i < 99 ? normalised[99 - i]! : normalised[i - 99]!,
  );
  for (const section of vibratoBand) filterInPlace(mirrored, section);
  const filtered = mirrored.subarray(99 + 79);
  const hamming = Float64Array.from(
    { length: frameLength },
    (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (frameLength - 1)),
  );
  let [frames, sum] = [0, 0];
  for (let start = 0; start + frameLength <= filtered.length; start += 8, frames++) {
    const frame = detrended(filtered.subarray(start, start + frameLength));
    for (let i = 0; i < frameLength; i++) frame[i]! *= hamming[i]!;
    for (const power of powersAt(frame, [9, 10, 11, 12, 13, 14])) sum += Math.sqrt(power);
  }
  return sum / frames;
}

function filterInPlace(
  x: Float64Array,
  [b0, b1, b2, a1, a2]: readonly [number, number, number, number, number],
): void {
  let [s1, s2] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const input = x[i]!;
    const output = b0 * input + s1;
    s1 = b1 * input - a1 * output + s2;
    s2 = b2 * input - a2 * output;
    x[i] = output;
  }
}

/** |sum x[n] exp(-i omega n)|^2 for each omega = 2 pi `cycles` / length. */
function powersAt(x: Float64Array, cycles: ArrayLike<number>): Float64Array {
  return inWorkspace((room) => {
    const values = room.doublesOf(x);
    const twice = room.doubles(4 * Math.ceil(cycles.length / 4));
    const power = room.doubles(twice.length);
    twice.values.fill(0);
    twice.values.set(Array.from(cycles, (count) => 2 * Math.cos((2 * Math.PI * count) / x.length)));
    kernels.goertzel(values.address, x.length, twice.address, twice.length, power.address);
    return power.values.slice(0, cycles.length);
  });
}

/**
 * The strongest modulation between 2 and 15 Hz: Hann-windowed spectrum in steps of 0.05 Hz; amplitude of the sinusoid
 * (zero to peak) in the unit of the detrended `values`.
 */
export function tremorPeak(values: Float64Array): { frequencyHz: number; amplitude: number } {
  const n = values.length;
  const windowed = values.map((value, i) => value * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / n)));
  const frequenciesHz = Float64Array.from({ length: 261 }, (_, step) => 2 + step / 20);
  const powers = powersAt(
    windowed,
    frequenciesHz.map((frequencyHz) => frequencyHz * n * contourStepSeconds),
  );
  const place = powers.indexOf(Math.max(...powers));
  return { frequencyHz: frequenciesHz[place]!, amplitude: (4 * Math.sqrt(powers[place]!)) / n };
}

/** The values without their least-squares line. */
export function detrended(values: Float64Array): Float64Array {
  const middle = (values.length - 1) / 2;
  const centre = mean(values);
  let [slope, square] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    slope += (i - middle) * values[i]!;
    square += (i - middle) ** 2;
  }
  return values.map((value, i) => value - centre - (slope / square) * (i - middle));
}

/**
 * Pitch period entropy, bit (Little et al. 2009; the Minsk authors' pitch_period_entropy.m): semitones about the mean,
 * whitened by linear prediction of order 2, histogram of 30 bins over -1.5..1.5 semitones, entropy.
 */
export function pitchPeriodEntropy(f0Hz: Float64Array): number {
  const lowest = mean(f0Hz) / Math.SQRT2;
  const semitones = f0Hz.map((value) => 12 * Math.log2(value / lowest));
  const [a1, a2] = errorFilter(semitones, 2) as unknown as [number, number];
  const bins = new Float64Array(30);
  const step = 3 / 29;
  let count = 0;
  for (let i = 5; i < semitones.length; i++, count++) {
    const residue = semitones[i]! + a1 * semitones[i - 1]! + a2 * semitones[i - 2]!;
    bins[Math.min(29, Math.max(0, Math.round((residue + 1.5) / step)))]! += 1;
  }
  return bins.reduce((sum, n) => (n > 0 ? sum - (n / count) * Math.log2(n / count) : sum), 0);
}

/** Phonatory frequency range, semitones: 12 log2 (highest / lowest F0). */
export function phonatoryFrequencyRange(f0Hz: Float64Array): number {
  return 12 * Math.log2(f0Hz.reduce((a, b) => Math.max(a, b)) / f0Hz.reduce((a, b) => Math.min(a, b)));
}

/** Standard deviation that lies between two modulation frequencies (Hz), in the unit of the detrended `values`. */
export function bandDeviation(values: Float64Array, lowestHz: number, highestHz: number): number {
  const n = values.length;
  const resolution = 1 / (n * contourStepSeconds);
  const bins: number[] = [];
  for (let k = Math.max(1, Math.ceil(lowestHz / resolution)); k * resolution < highestHz && k <= n / 2; k++)
    bins.push(k);
  const power = powersAt(values, bins).reduce((sum, value) => sum + value, 0);
  return Math.sqrt((2 * power) / n ** 2);
}
