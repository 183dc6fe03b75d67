import type { MeasuredPart } from "../../../../shared/domain/analysis.ts";
import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { leastSquaresLine } from "../../dsp/least-squares.ts";
import { mean, standardDeviation } from "../../dsp/mean.ts";
import { findSounding } from "./sounding.ts";
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

/** Silences up to this length lie within a train of syllables, s: a breath, or a patient who starts anew. */
const longestSilenceSeconds = 1.5;
/** A train has at least this share of the sound of the longest one: a cough or a word before it has less. */
const leastShareOfSound = 0.2;
/** Quiet around a train in which its syllables are found, s. */
const marginSeconds = 0.3;

/** From the first to the last sound of the trains of a recording; null where there is no sound. */
export function syllableTrain(signal: Sound): MeasuredPart | null {
  const trains: { sound: number; startSeconds: number; endSeconds: number }[] = [];
  for (const { startSeconds, endSeconds } of findSounding(signal)?.stretches ?? []) {
    const sound = endSeconds - startSeconds;
    const last = trains.at(-1);
    if (last && startSeconds - last.endSeconds <= longestSilenceSeconds) {
      last.endSeconds = endSeconds;
      last.sound += sound;
    } else trains.push({ sound, startSeconds, endSeconds });
  }
  const most = Math.max(...trains.map(({ sound }) => sound));
  const kept = trains.filter(({ sound }) => sound >= leastShareOfSound * most);
  const [first, last] = [kept[0], kept.at(-1)];
  return first && last ? { startSeconds: first.startSeconds, endSeconds: last.endSeconds } : null;
}

/**
 * Syllables of a diadochokinetic recording, found in its train or timed from onsets placed by hand, s from the start of
 * the recording.
 */
export function ddkSyllables(signal: Sound, options: DdkOptions = {}): SyllableTiming[] {
  const { sound, startSeconds } = aroundTrain(signal, options.onsetsSeconds ?? []);
  const envelope: SyllableEnvelope = syllableEnvelope(sound);
  const syllables = options.onsetsSeconds
    ? timeSyllables(
        envelope,
        options.onsetsSeconds.map((onset) => onset - startSeconds),
      )
    : findSyllables(envelope, options.settings);
  return syllables.map((syllable) => ({
    ...syllable,
    onsetSeconds: syllable.onsetSeconds + startSeconds,
    endSeconds: syllable.endSeconds + startSeconds,
  }));
}

/** The train, and onsets that were placed by hand outside it, with some quiet about them. */
function aroundTrain(signal: Sound, onsets: number[]): { sound: Sound; startSeconds: number } {
  const { samples, sampleRateHz } = signal;
  const train = syllableTrain(signal);
  if (!train) return { sound: signal, startSeconds: 0 };
  const start = Math.min(train.startSeconds, ...onsets) - marginSeconds;
  const end = Math.max(train.endSeconds, ...onsets) + marginSeconds;
  const from = Math.max(0, Math.round(start * sampleRateHz));
  const sound = { samples: samples.subarray(from, Math.round(end * sampleRateHz)), sampleRateHz };
  return { sound, startSeconds: from / sampleRateHz };
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
  const silences = syllables.slice(1).map(({ onsetSeconds }, i) => onsetSeconds - syllables[i]!.endSeconds);
  const values: Record<keyof typeof units, [value: number, fewest: number]> = {
    "ddk-rate": [1 / mean(intervals), 3],
    "ddk-syllables": [syllables.length, 0],
    "ddk-regularity": [1000 * mean(changes), 4],
    "ddk-cv": [(100 * standardDeviation(intervals)) / mean(intervals), 4],
    "ddk-syllable-duration": [1000 * mean(syllables.map((s) => s.endSeconds - s.onsetSeconds)), 3],
    "ddk-pauses": [silences.filter((silence) => silence >= pauseSeconds).length, 3],
    "ddk-intensity-slope": [
      leastSquaresLine(syllables.map(({ onsetSeconds, levelDb }) => ({ time: onsetSeconds, value: levelDb })))
        ?.slope ?? Number.NaN,
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
