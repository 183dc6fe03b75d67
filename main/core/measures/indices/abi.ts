import type { Sound } from "../../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../../dsp/fft.ts";
import { parabolicMaximum } from "../../dsp/interpolation.ts";
import { mean } from "../../dsp/mean.ts";
import type { Resampled } from "../../dsp/resample-praat.ts";
import { glottalToNoiseExcitation } from "../perturbation/gne.ts";
import {
  jitterMeasures,
  type PerturbationLimits,
  periodStandardDeviation,
  shimmerMeasures,
} from "../perturbation/perturbation.ts";
import { pulses } from "../perturbation/pulses.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { avqiCpps, powerCepstrogram, theilLine } from "../spectrum/cpps.ts";

/** The nine measures of ABI, of voiced speech and vowel together. */
export type AbiParts = {
  cppsDb: number;
  jitterLocalPercent: number;
  /** Glottal-to-noise excitation ratio below 4500 Hz, 0..1. */
  gne: number;
  /** Level of 0-6 kHz over that of 6-10 kHz, both in dB above the lowest point of the spectrum: a ratio of levels. */
  hfno6000: number;
  /** Mean peak minus mean valley of the harmonics between 500 and 1500 Hz, dB. */
  hnrDDb: number;
  h1H2Db: number;
  shimmerLocalDb: number;
  shimmerLocalPercent: number;
  /** Standard deviation of the period, s. */
  periodSdSeconds: number;
};

/**
 * Acoustic breathiness index 01: about 0 to 10, more is breathier (Barsties v. Latoszek, Maryn, Gerrits & De Bodt 2017,
 * J. Voice 31, 511.e11-511.e27). Coefficients and parts are those of the Praat code published in ARI 1.2.0 (Kitayama &
 * Hosokawa), which keeps the branch of the original script; validation papers print the same, but for a constant of
 * 5.0447740915 (3e-6 in the result). The original script itself was not at hand; speech and vowel
 * are joined as for AVQI (the last 3 s of the vowel, ARI takes the middle 3 s).
 */
export function abiOf(parts: AbiParts): number {
  const sum =
    5.0447730915 -
    0.172 * parts.cppsDb -
    0.193 * parts.jitterLocalPercent -
    1.283 * parts.gne -
    0.396 * parts.hfno6000 +
    0.01 * parts.hnrDDb +
    0.017 * parts.h1H2Db +
    1.473 * parts.shimmerLocalDb -
    0.088 * parts.shimmerLocalPercent -
    68.295 * parts.periodSdSeconds;
  return 2.9257400394 * sum;
}

/** Limits of Praat's voice report between 70 and 600 Hz. */
const reportLimits: PerturbationLimits = {
  shortestPeriodSeconds: 0.8 / 600,
  longestPeriodSeconds: 1.25 / 70,
  maximumPeriodFactor: 1.3,
  maximumAmplitudeFactor: 1.6,
};

/**
 * The nine measures with the settings of the script; null where there is no voice.
 * @param signal speech and vowel as `joinSpeechAndVowel` gives them, 20 kHz or more
 * @param narrow the same at 10 kHz
 * @param cppsDb their smoothed cepstral peak prominence, dB
 */
export function abiParts(signal: Sound, narrow: Resampled, cppsDb: number): AbiParts | null {
  const contour = pitch(signal, standardPitch(70, 600));
  if (!contour) return null;
  const times = pulses(signal, contour);
  const shimmer = shimmerMeasures(signal, times, reportLimits);
  const jitterLocalPercent = jitterMeasures(times, reportLimits)["jitter-local"]?.value ?? null;
  const shimmerLocalPercent = shimmer["shimmer-local"]?.value ?? null;
  const shimmerLocalDb = shimmer["shimmer-local-db"]?.value ?? null;
  const periodSdSeconds = periodStandardDeviation(times, reportLimits);
  if (
    jitterLocalPercent === null ||
    shimmerLocalPercent === null ||
    shimmerLocalDb === null ||
    periodSdSeconds === null
  )
    return null;
  const ofPulses = { jitterLocalPercent, shimmerLocalPercent, shimmerLocalDb, periodSdSeconds };
  return { cppsDb, ...ofPulses, gne: glottalToNoiseExcitation(narrow), ...frameMeans(signal, narrow) };
}

type FrameParts = Pick<AbiParts, "hfno6000" | "hnrDDb" | "h1H2Db">;

/** Means over consecutive pieces of 0.1 s that are not digitally silent. */
function frameMeans({ samples, sampleRateHz }: Sound, narrow: Resampled): FrameParts {
  const frequencies = cepstralFrequencies(narrow);
  const length = Math.round(0.1 * sampleRateHz);
  const fft = new RealFft(nextPowerOfTwo(length));
  const binHz = sampleRateHz / fft.size;
  const power = new Float64Array(fft.size / 2 + 1);
  const sums: FrameParts = { hfno6000: 0, hnrDDb: 0, h1H2Db: 0 };
  let count = 0;
  for (const [i, frequencyHz] of frequencies.entries()) {
    const start = Math.round(0.1 * i * sampleRateHz);
    const piece = samples.subarray(start, start + length);
    if (piece.every((sample) => sample === 0)) continue;
    fft.powerSpectrum(piece, power);
    const parts = frameParts(power, binHz, frequencyHz);
    sums.hfno6000 += parts.hfno6000;
    sums.hnrDDb += parts.hnrDDb;
    sums.h1H2Db += parts.h1H2Db;
    count++;
  }
  return { hfno6000: sums.hfno6000 / count, hnrDDb: sums.hnrDDb / count, h1H2Db: sums.h1H2Db / count };
}

/**
 * Frequency of the cepstral peak between 60 and 400 Hz per piece of 0.1 s, Hz: "To PowerCepstrogram: 60, 0.002, 5000, 50"
 * of the piece alone, robust trend line over all quefrencies subtracted, parabolic peak. The sound is resampled as a whole
 * and not piece by piece as in Praat: pieces without a clear peak may differ, HNR-D by up to 0.4 dB and H1-H2 by up to
 * 0.5 dB on recordings here, the index by 0.02.
 */
function cepstralFrequencies(narrow: Resampled): number[] {
  const { sampleRateHz } = narrow;
  const count = Math.floor(narrow.samples.length / (0.1 * sampleRateHz));
  const whole = {
    ...narrow,
    samples: narrow.samples.subarray(0, Math.round(0.1 * count * sampleRateHz)),
    durationSeconds: 0.1 * count,
  };
  const { power, quefrencies } = powerCepstrogram(whole, { ...avqiCpps, timeStepSeconds: 0.1 });
  return Array.from({ length: count }, (_, frame) => {
    const levels = power
      .slice(frame * quefrencies, (frame + 1) * quefrencies)
      .map((value) => 10 * Math.log10(value + 1e-30));
    const [slope, intercept] = theilLine(levels);
    const raised = levels.map((level, q) => Math.max(0, level - (slope * q + intercept)));
    return sampleRateHz / highestPeak(raised, sampleRateHz / 400, sampleRateHz / 60);
  });
}

/** Position of the highest point between two positions, refined by a parabola. */
function highestPeak(y: Float64Array, lowest: number, highest: number): number {
  let at = Math.ceil(lowest);
  for (let i = at; i <= highest; i++) if (y[i]! > y[at]!) at = i;
  const [before, middle, after] = [y[at - 1]!, y[at]!, y[at + 1]!];
  const isPeak = middle > before && middle >= after;
  return isPeak ? at + parabolicMaximum(before, middle, after).index : at;
}

/**
 * The three spectral measures of one piece, as the script takes them from Praat's "To Ltas (1-to-1)" and "To Ltas: 6":
 * - Hfno-6000: mean levels of 0-6 and 6-10 kHz above the lowest of 0-10 kHz, one over the other;
 * - HNR-D (after Dejonckere & Lebacq 1987): harmonics within 20 Hz, valleys 20 Hz away from them, 500-1500 Hz;
 * - H1-H2: highest 6-Hz bands within 20 Hz of the first and the second harmonic.
 */
function frameParts(power: Float64Array, binHz: number, cepstralHz: number): FrameParts {
  const levels = power.map((value) => 10 * Math.log10(value + 1e-30));
  const fine = (from: number, to: number) => {
    const first = Math.ceil(from / binHz);
    return levels.subarray(first, Math.max(first, Math.floor(to / binHz)) + 1);
  };
  const floorDb = lowest(fine(0, 10_000));
  const levelOf = (from: number, to: number) => 10 * Math.log10(bandMean(power, binHz, from, to)) - floorDb;
  const bands = Float64Array.from(
    { length: Math.ceil(1000 / 6) },
    (_, i) => 10 * Math.log10(bandMean(power, binHz, 6 * i, 6 * i + 6) + 1e-30),
  );
  const around = (hz: number) =>
    [Math.ceil((hz - 20) / 6 - 0.5), Math.floor((hz + 20) / 6 - 0.5) + 1] as const;
  const [from, to] = around(cepstralHz);
  const near = bands.subarray(from, to);
  const f0Hz = 6 * (from + near.indexOf(highest(near)) + 0.5);
  const harmonics: number[] = [];
  const valleys: number[] = [];
  for (let p = Math.ceil(500 / f0Hz); p <= Math.floor(1500 / f0Hz); p++)
    harmonics.push(highest(fine(p * f0Hz - 20, p * f0Hz + 20)));
  for (let v = Math.ceil(500 / f0Hz); v <= Math.floor(1500 / cepstralHz) - 1; v++)
    valleys.push(lowest(fine(v * f0Hz + 20, (v + 1) * f0Hz - 20)));
  return {
    hfno6000: levelOf(0, 6000) / levelOf(6000, 10_000),
    hnrDDb: mean(harmonics) - mean(valleys),
    h1H2Db: highest(bands.subarray(...around(f0Hz))) - highest(bands.subarray(...around(2 * f0Hz))),
  };
}

/** Mean power between two frequencies; bin k covers (k - 0.5) to (k + 0.5) bins, parts of bins count in part. */
function bandMean(power: Float64Array, binHz: number, fromHz: number, toHz: number): number {
  const from = fromHz / binHz + 0.5;
  const to = Math.min(power.length, toHz / binHz + 0.5);
  let sum = 0;
  for (let k = Math.floor(from); k < to; k++) sum += (Math.min(to, k + 1) - Math.max(from, k)) * power[k]!;
  return sum / (to - from);
}

const highest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
const lowest = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
