import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { frameTime } from "../../dsp/frame-grid.ts";
import { type Pitch, pitchAt } from "../pitch/pitch.ts";
import { findSounding, type Sounding } from "./sounding.ts";

/** Measures of connected speech and their units, in display order. */
const units = {
  "speaking-rate": "1/s",
  "articulation-rate": "1/s",
  "pause-ratio": "%",
  "pause-count": "count",
  "pause-mean": "s",
  "speech-syllables": "count",
  "f0-sd-semitones": "semitones",
  "intensity-sd": "dB",
} as const;

/** A nucleus stands at least this far above the dip before the next one, dB (de Jong & Wempe 2009). */
const minimumDipDb = 2;

/**
 * Connected speech, from the first to the last sound of the recording:
 * - `speaking-rate` (1/s): syllable nuclei per second, pauses included; `articulation-rate`: pauses excluded;
 * - `pause-ratio` (%): pauses (silences of 0.3 s and more) in all; `pause-count`; `pause-mean` (s), none without pauses;
 * - `speech-syllables` (count): nuclei;
 * - `f0-sd-semitones`: standard deviation of voiced F0; `intensity-sd` (dB): of the intensity while there is sound.
 * Nuclei after de Jong & Wempe (Behav. Res. Methods 41, 385-390, 2009; version 3, 2021).
 * @param pitch contour of the recording for voicing; null where there is none
 * Missing: `silent`, `too-short` below 1 s of speech, `unvoiced`, `too-few-syllables` below 3.
 */
export function speechMeasures(signal: Sound, pitch: Pitch | null): Measures {
  const sounding = findSounding(signal);
  if (!sounding || sounding.stretches.length === 0) return allMissing("silent");
  const startSeconds = sounding.stretches[0]!.startSeconds;
  const totalSeconds = sounding.stretches.at(-1)!.endSeconds - startSeconds;
  if (totalSeconds < 1) return allMissing("too-short");
  if (!pitch?.frequencies.some((frequency) => frequency > 0)) return allMissing("unvoiced");
  const nuclei = syllableNuclei(sounding, pitch);
  const soundSeconds = sounding.stretches.reduce((sum, s) => sum + s.endSeconds - s.startSeconds, 0);
  const pauses = sounding.stretches.length - 1;
  const enough = nuclei.length >= 3;
  const values: Record<keyof typeof units, number | MissingReason> = {
    "speaking-rate": enough ? nuclei.length / totalSeconds : "too-few-syllables",
    "articulation-rate": enough ? nuclei.length / soundSeconds : "too-few-syllables",
    "pause-ratio": (100 * (totalSeconds - soundSeconds)) / totalSeconds,
    "pause-count": pauses,
    "pause-mean": pauses > 0 ? (totalSeconds - soundSeconds) / pauses : 0,
    "speech-syllables": nuclei.length,
    "f0-sd-semitones": deviation(
      Array.from(
        pitch.frequencies.filter((f) => f > 0),
        (f) => 12 * Math.log2(f),
      ),
    ),
    "intensity-sd": deviation(soundLevels(sounding)),
  };
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const unit = units[id as keyof typeof units];
      return [id, typeof value === "string" ? { value: null, unit, missing: value } : { value, unit }];
    }),
  );
}

function allMissing(missing: MissingReason): Measures {
  return Object.fromEntries(Object.entries(units).map(([id, unit]) => [id, { value: null, unit, missing }]));
}

/** Times of syllable nuclei, s: voiced peaks of intensity above the threshold, followed by a dip of 2 dB or more. */
export function syllableNuclei({ contour, thresholdDb }: Sounding, pitch: Pitch): number[] {
  const levels = contour.levelsDb;
  const nuclei: number[] = [];
  let candidate = -1;
  let dip = Number.POSITIVE_INFINITY;
  const accept = () => {
    const time = frameTime(contour, candidate);
    if (pitchAt(pitch, time) !== null) nuclei.push(time);
  };
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    dip = Math.min(dip, level);
    const isPeak =
      level >= thresholdDb && level > (levels[i - 1] ?? -300) && level >= (levels[i + 1] ?? -300);
    if (!isPeak) continue;
    if (candidate >= 0 && levels[candidate]! - dip > minimumDipDb) {
      // a rise of less than 2 dB out of the dip is a ripple of the fall
      if (level - dip <= minimumDipDb) continue;
      accept();
      candidate = i;
    } else if (candidate < 0 || level > levels[candidate]!) candidate = i;
    dip = level;
  }
  if (candidate >= 0) accept();
  return nuclei;
}

function soundLevels({ contour, thresholdDb }: Sounding): number[] {
  return Array.from(contour.levelsDb.filter((level) => level >= thresholdDb));
}

function deviation(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
