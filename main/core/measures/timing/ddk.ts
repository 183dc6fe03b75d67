import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { type SyllableEnvelope, syllableEnvelope } from "./syllable-envelope.ts";
import { findSyllables, type SyllableSettings, type SyllableTiming, timeSyllables } from "./syllables.ts";

/** Measures of rhythm and their units, in display order. */
const units = {
  "ddk-rate": "1/s",
  "ddk-syllables": "count",
  "ddk-regularity": "ms",
  "ddk-cv": "%",
  "ddk-syllable-duration": "ms",
  "ddk-pauses": "count",
  "ddk-intensity-slope": "dB/s",
} as const;

/** A silence between two syllables of at least this length is a pause, s (Kent & Kim 2003: 0.2-0.25 s). */
const pauseSeconds = 0.25;

export type DdkOptions = {
  /** Onsets placed by hand, s in order; without them they are found. */
  onsetsSeconds?: number[];
  settings?: SyllableSettings;
};

/** Syllables of a diadochokinetic recording, found or timed from onsets placed by hand. */
export function ddkSyllables(signal: Sound, options: DdkOptions = {}): SyllableTiming[] {
  const envelope: SyllableEnvelope = syllableEnvelope(signal);
  return options.onsetsSeconds
    ? timeSyllables(envelope, options.onsetsSeconds)
    : findSyllables(envelope, options.settings);
}

/**
 * Diadochokinesis (definitions in `ddkTiming`). Works on single syllables and on pa-ta-ka alike: every syllable counts.
 * Missing: `silent`; `too-few-syllables` below 3 (rate, duration, slope), below 4 (regularity, variation).
 */
export function ddkMeasures(signal: Sound, options: DdkOptions = {}): Measures {
  if (signal.samples.every((sample) => sample === signal.samples[0])) return allMissing("silent");
  return ddkTiming(ddkSyllables(signal, options));
}

function allMissing(missing: MissingReason): Measures {
  return Object.fromEntries(Object.entries(units).map(([id, unit]) => [id, { value: null, unit, missing }]));
}

/**
 * Rhythm of a train of syllables:
 * - `ddk-rate` (1/s): syllables per second from the first to the last onset, (n - 1) / (last - first);
 * - `ddk-syllables` (count);
 * - `ddk-regularity` (ms): mean |difference| of consecutive inter-onset intervals;
 * - `ddk-cv` (%): standard deviation (n - 1) of the intervals over their mean;
 * - `ddk-syllable-duration` (ms): mean from onset to end;
 * - `ddk-pauses` (count): silences of 0.25 s and more between syllables;
 * - `ddk-intensity-slope` (dB/s): least-squares slope of the nuclei's levels over time.
 */
export function ddkTiming(syllables: SyllableTiming[]): Measures {
  const onsets = syllables.map(({ onsetSeconds }) => onsetSeconds);
  const intervals = onsets.slice(1).map((onset, i) => onset - onsets[i]!);
  const changes = intervals.slice(1).map((interval, i) => Math.abs(interval - intervals[i]!));
  const deviation = Math.sqrt(
    intervals.reduce((sum, interval) => sum + (interval - mean(intervals)) ** 2, 0) / (intervals.length - 1),
  );
  const silences = syllables.slice(1).map(({ onsetSeconds }, i) => onsetSeconds - syllables[i]!.endSeconds);
  const values: Record<keyof typeof units, [value: number, fewest: number]> = {
    "ddk-rate": [1 / mean(intervals), 3],
    "ddk-syllables": [syllables.length, 0],
    "ddk-regularity": [1000 * mean(changes), 4],
    "ddk-cv": [(100 * deviation) / mean(intervals), 4],
    "ddk-syllable-duration": [1000 * mean(syllables.map((s) => s.endSeconds - s.onsetSeconds)), 3],
    "ddk-pauses": [silences.filter((silence) => silence >= pauseSeconds).length, 3],
    "ddk-intensity-slope": [
      slope(
        onsets,
        syllables.map(({ levelDb }) => levelDb),
      ),
      3,
    ],
  };
  return Object.fromEntries(
    Object.entries(values).map(([id, [value, fewest]]) => {
      const unit = units[id as keyof typeof units];
      return syllables.length >= fewest
        ? [id, { value, unit }]
        : [id, { value: null, unit, missing: "too-few-syllables" as const }];
    }),
  );
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function slope(x: number[], y: number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return covariance / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}
