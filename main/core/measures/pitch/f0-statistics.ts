import type { Measure, Measures } from "../../../../shared/domain/measure.ts";
import { mean, standardDeviation } from "../../dsp/mean.ts";
import type { Pitch } from "./pitch.ts";

/**
 * Mean, standard deviation (n - 1), minimum and maximum of the fundamental frequency over voiced frames, Hz, as
 * Praat's "Get mean: 0, 0, Hertz" and its neighbours give them (extremes by parabolic interpolation), and the range
 * in semitones. Missing, "unvoiced", without voiced frames (the deviation: with fewer than two).
 */
export function f0Statistics(pitch: Pitch): Measures {
  const voiced = pitch.frequencies.filter((frequency) => frequency > 0);
  const minimum = extreme(pitch.frequencies, -1);
  const maximum = extreme(pitch.frequencies, 1);
  return {
    "f0-mean": measure(voiced.length >= 1 ? mean(voiced) : null, "Hz"),
    "f0-sd": measure(voiced.length >= 2 ? standardDeviation(voiced) : null, "Hz"),
    "f0-min": measure(minimum, "Hz"),
    "f0-max": measure(maximum, "Hz"),
    "f0-range": measure(minimum && maximum ? 12 * Math.log2(maximum / minimum) : null, "semitones"),
  };
}

function measure(value: number | null, unit: string): Measure {
  return value === null ? { value, unit, missing: "unvoiced" } : { value, unit };
}

/** Highest (sign 1) or lowest (-1) frequency; a parabola refines an extreme between two voiced neighbours. */
function extreme(frequencies: Float64Array, sign: 1 | -1): number | null {
  let best: number | null = null;
  for (let i = 0; i < frequencies.length; i++) {
    const middle = frequencies[i]!;
    if (!middle) continue;
    const value = sign * refined(frequencies, i, sign);
    if (best === null || value > best) best = value;
  }
  return best === null ? null : sign * best;
}

function refined(frequencies: Float64Array, i: number, sign: 1 | -1): number {
  const middle = frequencies[i]!;
  const left = frequencies[i - 1];
  const right = frequencies[i + 1];
  if (!left || !right || sign * middle <= sign * left || sign * middle < sign * right) return middle;
  const slope = 0.5 * (right - left);
  return middle + (0.5 * slope * slope) / (2 * middle - left - right);
}
