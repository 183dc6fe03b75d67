import type { Measures, MissingReason } from "../../../shared/domain/measure.ts";
import type { Signal } from "../../../shared/domain/recording.ts";
import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";
import { avqiCpps, cpps } from "./cpps.ts";
import { frameTime } from "./frame-grid.ts";
import { intensity } from "./intensity.ts";
import { shimmerMeasures } from "./perturbation.ts";
import { pitch, standardPitch, standardPitchCc } from "./pitch.ts";
import { pulses } from "./pulses.ts";
import { resamplePraat } from "./resample-praat.ts";

/** The six measures of AVQI, of voiced speech and vowel together. */
export type AvqiParts = {
  cppsDb: number;
  hnrDb: number;
  shimmerLocalPercent: number;
  shimmerLocalDb: number;
  /** Slope of the long-term spectrum, dB. */
  slopeDb: number;
  /** Slope of the trend line through the long-term spectrum, dB. */
  tiltDb: number;
};

/** Acoustic voice quality index 03.01: 0 to 10, more is worse (Barsties & Maryn 2016; script of Maryn & Corthals). */
export function avqiOf(parts: AvqiParts): number {
  const { cppsDb, hnrDb, shimmerLocalPercent, shimmerLocalDb, slopeDb, tiltDb } = parts;
  const sum =
    4.152 -
    0.177 * cppsDb -
    0.006 * hnrDb -
    0.037 * shimmerLocalPercent +
    0.941 * shimmerLocalDb +
    0.01 * slopeDb +
    0.093 * tiltDb;
  return 2.8902 * sum;
}

/**
 * `avqi` of a visit: continuous speech and a sustained vowel, as the script of AVQI 03.01 joins them: above 34 Hz, the
 * voiced parts of the speech, then the last 3 s of the vowel. Missing: `sample-rate-too-low` below 20 kHz (the spectrum
 * is needed to 10 kHz), `too-short` where the vowel or the voiced speech lasts less than 1 s, `unvoiced`.
 */
export function avqiMeasures(speech: Signal, vowel: Signal): Measures {
  const rate = Math.min(speech.sampleRateHz, vowel.sampleRateHz);
  const missing = (reason: MissingReason): Measures => ({
    avqi: { value: null, unit: "1", missing: reason },
  });
  if (rate < 20_000) return missing("sample-rate-too-low");
  const voiced = voicedSpeech(highPass(atRate(speech, rate)));
  const steady = highPass(atRate(vowel, rate)).samples.slice(-3 * rate);
  if (voiced.length < rate || steady.length < rate) return missing("too-short");
  const samples = new Float32Array(voiced.length + steady.length);
  samples.set(voiced);
  samples.set(steady, voiced.length);
  const parts = avqiParts({ samples, sampleRateHz: rate });
  return parts ? { avqi: { value: avqiOf(parts), unit: "1" } } : missing("unvoiced");
}

function atRate(signal: Signal, rate: number): Signal {
  if (signal.sampleRateHz === rate) return signal;
  return { samples: Float32Array.from(resamplePraat(signal, rate).samples), sampleRateHz: rate };
}

/** The six measures with the settings of the script; null where there is no voice. */
export function avqiParts(signal: Signal): AvqiParts | null {
  const forShimmer = pitch(signal, standardPitch(50, 400));
  const shimmer = forShimmer && shimmerMeasures(signal, pulses(signal, forShimmer));
  const shimmerLocalPercent = shimmer?.["shimmer-local"]?.value ?? null;
  const shimmerLocalDb = shimmer?.["shimmer-local-db"]?.value ?? null;
  const hnrDb = meanHarmonicsToNoise(signal);
  if (shimmerLocalPercent === null || shimmerLocalDb === null || hnrDb === null) return null;
  const cppsDb = cpps(resamplePraat(signal, 2 * avqiCpps.maximumFrequencyHz), avqiCpps);
  return { cppsDb, hnrDb, shimmerLocalPercent, shimmerLocalDb, ...spectralBalance(signal) };
}

/** "Mean harmonics-to-noise ratio" of Praat's voice report on To Pitch (cc): 0, 75, ... 600; null without voice. */
function meanHarmonicsToNoise(signal: Signal): number | null {
  const contour = pitch(signal, standardPitchCc(75, 600));
  const strengths = (contour?.frames ?? [])
    .map(({ candidates }) => candidates[0]!)
    .filter(({ frequencyHz }) => frequencyHz > 0 && frequencyHz < 600)
    .map(({ strength }) => Math.min(1 - 1e-15, Math.max(1e-15, strength)));
  if (strengths.length === 0) return null;
  return strengths.reduce((sum, r) => sum + 10 * Math.log10(r / (1 - r)), 0) / strengths.length;
}

/**
 * Praat's "To Ltas: 1" with "Get slope: 0, 1000, 1000, 10000, energy", before and after "Compute trend line: 1, 10000".
 */
function spectralBalance({ samples, sampleRateHz }: Signal): Pick<AvqiParts, "slopeDb" | "tiltDb"> {
  const size = nextPowerOfTwo(samples.length);
  const power = new Float64Array(size / 2 + 1);
  new RealFft(size).powerSpectrum(samples, power);
  const density = Float64Array.from({ length: 10_000 }, (_, band) => {
    const from = Math.ceil((band * size) / sampleRateHz);
    const to = Math.max(from + 1, Math.ceil(((band + 1) * size) / sampleRateHz));
    let sum = 0;
    for (let k = from; k < to; k++) sum += power[k]!;
    return sum / (to - from);
  });
  const levels = density.map((value) => 10 * Math.log10(value + 1e-30));
  const [slope, intercept] = leastSquares(levels.subarray(1));
  return {
    slopeDb: highOverLow(density),
    tiltDb: highOverLow(density.map((_, band) => 10 ** ((intercept + slope * (band - 1)) / 10))),
  };
}

function highOverLow(density: Float64Array): number {
  const mean = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return 10 * Math.log10(mean(density.subarray(1000)) / mean(density.subarray(0, 1000)));
}

function leastSquares(y: Float64Array): [slope: number, intercept: number] {
  const middle = (y.length - 1) / 2;
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const covariance = y.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  const slope = covariance / ((y.length * (y.length ** 2 - 1)) / 12);
  return [slope, mean - slope * middle];
}

/** Butterworth high-pass of order 4 at 34 Hz, in place of the script's "Filter (stop Hann band): 0, 34, 0.1". */
function highPass({ samples, sampleRateHz }: Signal): Signal {
  const out = Float64Array.from(samples);
  const w = Math.tan((Math.PI * 34) / sampleRateHz);
  for (const damping of [2 * Math.cos(Math.PI / 8), 2 * Math.cos((3 * Math.PI) / 8)]) {
    const norm = 1 / (1 + damping * w + w * w);
    const a1 = 2 * (w * w - 1) * norm;
    const a2 = (1 - damping * w + w * w) * norm;
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    for (let i = 0; i < out.length; i++) {
      const x = out[i]!;
      const y = norm * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      out[i] = y;
    }
  }
  return { samples: Float32Array.from(out), sampleRateHz };
}

/**
 * Voiced parts of continuous speech: what is not silent (25 dB below the maximum, 0.1 s), in pieces of 30 ms that have
 * more than 30 % of its mean power and fewer than 3000 zero crossings per second.
 */
export function voicedSpeech(signal: Signal): Float32Array {
  const { sampleRateHz } = signal;
  const loud = loudParts(signal);
  const size = Math.round(0.03 * sampleRateHz);
  const enough = 0.3 * meanPower(loud);
  const pieces: Float32Array[] = [];
  for (let start = 0; start + 2 * size < loud.length; start += size) {
    const piece = loud.subarray(start, start + size);
    if (meanPower(piece) > enough && zeroCrossingRate(piece, sampleRateHz) < 3000) pieces.push(piece);
  }
  const joined = new Float32Array(pieces.length * size);
  for (const [i, piece] of pieces.entries()) joined.set(piece, i * size);
  return joined;
}

function meanPower(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
}

/** Zero crossings per second between 2.5 and 27.5 ms of a piece. */
function zeroCrossingRate(piece: Float32Array, sampleRateHz: number): number {
  const crossings: number[] = [];
  for (let i = Math.round(0.0025 * sampleRateHz); i < 0.0275 * sampleRateHz; i++)
    if (piece[i]! < 0 !== piece[i - 1]! < 0) crossings.push(i);
  return crossings.length < 2
    ? 0
    : ((crossings.length - 1) * sampleRateHz) / (crossings.at(-1)! - crossings[0]!);
}

/** The signal without silences: Praat's "To TextGrid (silences): 50, 0.003, -25, 0.1, 0.1". */
function loudParts(signal: Signal): Float32Array {
  const contour = intensity(signal, 50, 0.003);
  if (!contour) return new Float32Array(0);
  const threshold = contour.levelsDb.reduce((a, b) => Math.max(a, b)) - 25;
  const sounding = Array.from(contour.levelsDb, (level) => level >= threshold);
  flipShortRuns(sounding, true, Math.round(0.1 / contour.stepSeconds));
  flipShortRuns(sounding, false, Math.round(0.1 / contour.stepSeconds));
  return signal.samples.filter((_, i) => {
    const frame = Math.round((i / signal.sampleRateHz - frameTime(contour, 0)) / contour.stepSeconds);
    return sounding[Math.min(contour.count - 1, Math.max(0, frame))];
  });
}

/** Runs of `kind` that are shorter than `shortest` become the other kind, in place. */
function flipShortRuns(values: boolean[], kind: boolean, shortest: number): void {
  for (let from = 0; from < values.length; from++) {
    if (values[from] !== kind) continue;
    let to = from;
    while (to < values.length && values[to] === kind) to++;
    if (to - from < shortest) values.fill(!kind, from, to);
    from = to;
  }
}
