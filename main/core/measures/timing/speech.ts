import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { standardDeviation } from "../../dsp/mean.ts";
import { quantile } from "../../dsp/median.ts";
import { type Pitch, pitchAt } from "../pitch/pitch.ts";
import { findSounding, type Sounding } from "./sounding.ts";
import {
  envelopeStepSeconds,
  type SyllableEnvelope,
  smoothed,
  syllableEnvelope,
} from "./syllable-envelope.ts";
import { prominentPeaks } from "./syllables.ts";

/** Measures of connected speech and their units, in display order. */
const units = {
  "speaking-rate-wpm": "1/min",
  "speaking-rate": "1/s",
  "articulation-rate": "1/s",
  "pause-ratio": "%",
  "pause-count": "count",
  "pause-mean": "s",
  "speech-syllables": "count",
  "f0-sd-semitones": "semitones",
  "intensity-sd": "dB",
} as const;

/** Every word has a syllable: with fewer nuclei than this share of the words the passage was not read to its end. */
const leastNucleiPerWord = 0.5;
/**
 * A nucleus stands at least this far above the dips before and after it, and at most so far below the loud ones, dB. Chosen
 * on a plateau, not at a peak: of the 24 voices of the SVD sentence 15 or 16 are counted as 8 or 9 by every setting one step
 * beside it (smoothing 0.11 to 0.13 s, dip 1 to 1.4 dB, 25 or 30 dB). Chosen so on half of the voices, the other half has
 * 58 % on average over 200 halvings: what to expect of other voices.
 */
const minimumDipDb = 1.2;
const nucleusBelowLoudDb = 25;
/** The loudest moment may be the burst before the vowel: voice counts so far beside it, s. */
const besideSeconds = 0.02;
/** Length of the window over which the level is smoothed, and what is looked at before and after the speech, s. */
const smoothingSeconds = 0.12;
const marginSeconds = 0.1;

/**
 * Connected speech, from the first to the last sound of the recording:
 * - `speaking-rate-wpm` (1/min): words of the passage per minute, pauses included; only where the passage is known;
 * - `speaking-rate` (1/s): syllable nuclei per second, pauses included; `articulation-rate`: pauses excluded;
 * - `pause-ratio` (%): pauses (silences of 0.3 s and more) in all; `pause-count`; `pause-mean` (s), none without pauses;
 * - `speech-syllables` (count): nuclei;
 * - `f0-sd-semitones`: standard deviation of voiced F0; `intensity-sd` (dB): of the intensity while there is sound.
 * Nuclei after de Jong & Wempe (Behav. Res. Methods 41, 385-390, 2009; version 3, 2021), see `syllableNuclei`.
 * @param pitch contour of the recording for voicing; null where there is none
 * @param words of the passage that was read from its beginning to its end
 * Missing: `silent`, `too-short` below 1 s of speech, `unvoiced`, `too-few-syllables` below 3, of words per
 * minute below half the words (the passage was not read to its end).
 */
export function speechMeasures(signal: Sound, pitch: Pitch | null, words?: number | null): Measures {
  const { "speaking-rate-wpm": wordRate, ...measures } = allSpeechMeasures(signal, pitch, words ?? 0);
  return words ? { "speaking-rate-wpm": wordRate!, ...measures } : measures;
}

function allSpeechMeasures(signal: Sound, pitch: Pitch | null, words: number): Measures {
  const sounding = findSounding(signal);
  if (!sounding || sounding.stretches.length === 0) return allMissing("silent");
  const startSeconds = sounding.stretches[0]!.startSeconds;
  const totalSeconds = sounding.stretches.at(-1)!.endSeconds - startSeconds;
  if (totalSeconds < 1) return allMissing("too-short");
  if (!pitch?.frequencies.some((frequency) => frequency > 0)) return allMissing("unvoiced");
  const nuclei = syllableNuclei(signal, sounding, pitch);
  const soundSeconds = sounding.stretches.reduce((sum, s) => sum + s.endSeconds - s.startSeconds, 0);
  const pauses = sounding.stretches.length - 1;
  const enough = nuclei.length >= 3;
  const values: Record<keyof typeof units, number | MissingReason> = {
    "speaking-rate-wpm":
      enough && nuclei.length >= leastNucleiPerWord * words
        ? (60 * words) / totalSeconds
        : "too-few-syllables",
    "speaking-rate": enough ? nuclei.length / totalSeconds : "too-few-syllables",
    "articulation-rate": enough ? nuclei.length / soundSeconds : "too-few-syllables",
    "pause-ratio": (100 * (totalSeconds - soundSeconds)) / totalSeconds,
    "pause-count": pauses,
    "pause-mean": pauses > 0 ? (totalSeconds - soundSeconds) / pauses : 0,
    "speech-syllables": nuclei.length,
    "f0-sd-semitones": standardDeviation(
      Array.from(
        pitch.frequencies.filter((f) => f > 0),
        (f) => 12 * Math.log2(f),
      ),
    ),
    "intensity-sd": standardDeviation(soundLevels(sounding)),
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

/**
 * Times of syllable nuclei, s: voiced peaks, within the sound, of the level of five bands of 300-5000 Hz together (mean of
 * their dB, smoothed over 120 ms), 1.2 dB above the dips on either side. As de Jong & Wempe count them, but a consonant that
 * leaves the intensity unchanged (a nasal, a liquid, a glide) still dips in some band (Wang & Narayanan, IEEE Trans. Audio
 * Speech Lang. Process. 15, 2190-2201, 2007).
 */
export function syllableNuclei(signal: Sound, { stretches }: Sounding, pitch: Pitch): number[] {
  const from = Math.max(0, (stretches[0]?.startSeconds ?? 0) - marginSeconds);
  const to = (stretches.at(-1)?.endSeconds ?? 0) + marginSeconds;
  const { sampleRateHz } = signal;
  const samples = signal.samples.subarray(Math.round(from * sampleRateHz), Math.round(to * sampleRateHz));
  const level = bandLevel(syllableEnvelope({ samples, sampleRateHz }));
  const lowest = quantile(level, 0.99) - nucleusBelowLoudDb;
  return prominentPeaks(level, minimumDipDb)
    .filter((frame) => level[frame]! >= lowest)
    .map((frame) => from + frame * envelopeStepSeconds)
    .filter((time) => stretches.some((s) => time >= s.startSeconds && time <= s.endSeconds))
    .filter((time) => [0, -besideSeconds, besideSeconds].some((by) => pitchAt(pitch, time + by) !== null));
}

/** Mean level of the bands below 5000 Hz, dB, smoothed over 120 ms. */
function bandLevel({ bandsDb, frames }: SyllableEnvelope): Float64Array {
  const bands = bandsDb.slice(0, 5);
  const mean = new Float64Array(frames);
  for (const band of bands) for (let i = 0; i < frames; i++) mean[i]! += band[i]! / bands.length;
  return smoothed(mean, smoothingSeconds / envelopeStepSeconds + 1);
}

function soundLevels({ contour, thresholdDb }: Sounding): number[] {
  return Array.from(contour.levelsDb.filter((level) => level >= thresholdDb));
}
