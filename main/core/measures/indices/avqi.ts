import type { Sound } from "../../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../../dsp/fft.ts";
import { mean } from "../../dsp/mean.ts";
import { shimmerMeasures } from "../perturbation/perturbation.ts";
import { pulses } from "../perturbation/pulses.ts";
import { pitch, standardPitch, standardPitchCc } from "../pitch/pitch.ts";

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
 * The six measures with the settings of the script; null where there is no voice.
 * @param signal speech and vowel as `joinSpeechAndVowel` gives them, 20 kHz or more
 * @param cppsDb their smoothed cepstral peak prominence, dB
 */
export function avqiParts(signal: Sound, cppsDb: number): AvqiParts | null {
  const forShimmer = pitch(signal, standardPitch(50, 400));
  const shimmer = forShimmer && shimmerMeasures(signal, pulses(signal, forShimmer));
  const shimmerLocalPercent = shimmer?.["shimmer-local"]?.value ?? null;
  const shimmerLocalDb = shimmer?.["shimmer-local-db"]?.value ?? null;
  const hnrDb = meanHarmonicsToNoise(signal);
  if (shimmerLocalPercent === null || shimmerLocalDb === null || hnrDb === null) return null;
  return { cppsDb, hnrDb, shimmerLocalPercent, shimmerLocalDb, ...spectralBalance(signal) };
}

/** "Mean harmonics-to-noise ratio" of Praat's voice report on To Pitch (cc): 0, 75, ... 600; null without voice. */
function meanHarmonicsToNoise(signal: Sound): number | null {
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
function spectralBalance({ samples, sampleRateHz }: Sound): Pick<AvqiParts, "slopeDb" | "tiltDb"> {
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
  return 10 * Math.log10(mean(density.subarray(1000)) / mean(density.subarray(0, 1000)));
}

function leastSquares(y: Float64Array): [slope: number, intercept: number] {
  const middle = (y.length - 1) / 2;
  const centre = mean(y);
  const covariance = y.reduce((sum, value, i) => sum + (i - middle) * (value - centre), 0);
  const slope = covariance / ((y.length * (y.length ** 2 - 1)) / 12);
  return [slope, centre - slope * middle];
}
