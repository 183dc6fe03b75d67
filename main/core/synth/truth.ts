import { mean, standardDeviation } from "../dsp/mean.ts";
import type { PulseTrain } from "./glottal-source.ts";

/** A stretch of time, s from the start of the signal. */
export type Span = { startSeconds: number; endSeconds: number };

/** What is true of the voice in a synthetic signal, computed from what was built in. */
export type VoiceTruth = {
  /** Instants of glottal closure, s. */
  pulseSeconds: number[];
  meanF0Hz: number;
  /** Standard deviation of F0 over periods, Hz. */
  sdF0Hz: number;
  /** Mean |T(k) - T(k-1)| / mean T of the periods, jitter and F0 contour together, %. */
  jitterLocalPercent: number;
  /** Mean |A(k) - A(k-1)| / mean A of the excitations while the envelope is steady, %. */
  shimmerLocalPercent: number;
  /** Energy of the pulses over that of the breath noise, dB. */
  hnrDb: number;
  /** Tremor and flutter of F0. */
  modulations: { frequencyHz: number; depth: number }[];
  /** Background noise: mean power of the speech over that of the noise, dB; null = none. */
  snrDb: number | null;
};

export type VowelTruth = VoiceTruth & {
  kind: "vowel";
  /** From the first to the last pulse. */
  phonation: Span;
  phonationSeconds: number;
  /** F1-F4, Hz. */
  formantsHz: number[];
};

export type Syllable = {
  consonant: "p" | "t" | "k";
  vowel: "a" | "e" | "i" | "o" | "u";
  /** Release of the closure: the burst. */
  onsetSeconds: number;
  /** Voicing begins. */
  vowelSeconds: number;
  /** Voicing ends, the next closure or pause begins. */
  endSeconds: number;
};

export type SyllablesTruth = VoiceTruth & {
  kind: "syllables";
  syllables: Syllable[];
  /** Syllables per second from the first to the last onset, pauses included. */
  rateHz: number;
  /** Mean |difference| of consecutive inter-onset intervals, ms. */
  regularityMs: number;
  /** Standard deviation of the inter-onset intervals over their mean, %. */
  intervalCvPercent: number;
  /** Silences between phrases, from the end of a vowel to the next onset. */
  pauses: Span[];
};

export type Truth = VowelTruth | SyllablesTruth;

/** Truth about a pulse train; neighbours more than 30 ms apart belong to different stretches. */
export function truthOfPulses(
  { closureSeconds, periodSeconds, amplitudes }: PulseTrain,
  steady: (seconds: number) => boolean,
): Omit<VoiceTruth, "hnrDb" | "modulations" | "snrDb"> {
  const indices = [...closureSeconds.keys()];
  const joined = indices.filter((k) => k > 0 && closureSeconds[k]! - closureSeconds[k - 1]! < 0.03);
  const even = joined.filter((k) => steady(closureSeconds[k]!) && steady(closureSeconds[k - 1]!));
  const periods = joined.map((k) => periodSeconds[k]!);
  const meanF0Hz = 1 / mean(periods);
  const change = (values: Float64Array, of: number[]) =>
    (100 * mean(of.map((k) => Math.abs(values[k]! - values[k - 1]!)))) / mean(of.map((k) => values[k]!));
  return {
    pulseSeconds: [...closureSeconds],
    meanF0Hz,
    sdF0Hz: standardDeviation(periods.map((period) => 1 / period)),
    jitterLocalPercent: change(periodSeconds, joined),
    shimmerLocalPercent: change(amplitudes, even),
  };
}

/** Rate and evenness of a series of onsets. */
export function truthOfOnsets(
  onsets: number[],
): Pick<SyllablesTruth, "rateHz" | "regularityMs" | "intervalCvPercent"> {
  const intervals = onsets.slice(1).map((onset, i) => onset - onsets[i]!);
  const differences = intervals.slice(1).map((interval, i) => Math.abs(interval - intervals[i]!));
  return {
    rateHz: 1 / mean(intervals),
    regularityMs: 1000 * mean(differences),
    intervalCvPercent: (100 * standardDeviation(intervals)) / mean(intervals),
  };
}
