import type { Aligned, AlignedPhone, Alignment } from "../../../../shared/domain/alignment.ts";
import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { median } from "../../dsp/median.ts";
import { type Resampler, resampler } from "../../dsp/resample-praat.ts";
import { type Pitch, pitchAt } from "../pitch/pitch.ts";
import { type FormantFrame, formantFrames, standardFormants } from "../spectrum/formants.ts";
import { isVowel } from "./phone-classes.ts";
import { classScore, consonantLevel, spectralChange } from "./precision.ts";
import { diphthongSlope, vowelDispersion, vowelMidpoints } from "./reading-formants.ts";
import { pausedSeconds, type ReadingPauses, readingPauses } from "./reading-pauses.ts";

/** Measures of read speech by its words and phones, and their units, in display order. */
const units = {
  "read-words-rate": "1/min",
  "read-articulation-rate": "1/s",
  "read-pause-ratio": "%",
  "read-pauses-between": "count",
  "read-pauses-inside": "count",
  "read-vowel-duration": "ms",
  "read-consonant-duration": "ms",
  "read-words-recognised": "%",
  "read-score-vowels": "nats",
  "read-score-stops": "nats",
  "read-score-fricatives": "nats",
  "read-score-sonorants": "nats",
  "read-consonant-level": "dB",
  "read-spectral-change": "dB",
  "read-f1": "Hz",
  "read-f2": "Hz",
  "read-f2-slope": "Hz/ms",
  "read-vowel-dispersion": "Bark",
} as const;
type Id = keyof typeof units;

/** Fewer vowels, or fewer consonants, have no typical duration. */
const leastPhones = 5;

/** What the measures need of a recording besides its alignment. */
export type ReadSound = {
  sound: Sound;
  /** Contour of the recording for voicing; null where there is none. */
  pitch: Pitch | null;
  formantCeilingHz: number;
  resample?: Resampler;
};

/**
 * Read speech whose words and phones are known. Experimental: validated on synthetic voices and healthy speakers alone.
 * - `read-words-rate` (1/min): words said, those said twice too, per minute from the first word's beginning to the last one's
 *   end; `read-articulation-rate` (1/s): vowels per second without pauses;
 * - `read-pause-ratio` (%), `read-pauses-between`, `read-pauses-inside` (count): see `readingPauses`;
 * - `read-vowel-duration`, `read-consonant-duration` (ms): medians, pauses taken out;
 * - `read-words-recognised` (%): words recognised when any word of the text may come at any place, and
 *   `read-score-*` (nats a frame, <= 0): acoustic scores of classes of phones, see `classScore`; both in equal noise;
 * - `read-consonant-level` (dB), `read-spectral-change` (dB): see `consonantLevel`, `spectralChange`;
 * - `read-f1`, `read-f2` (Hz): medians over the middles of the vowels; `read-f2-slope` (Hz/ms): see `diphthongSlope`;
 *   `read-vowel-dispersion` (Bark): see `vowelDispersion`.
 * Missing: `not-aligned`; `too-few-phones`.
 */
export function readingMeasures(alignment: Alignment, read: ReadSound): Measures {
  const values = alignment.status === "aligned" ? valuesOf(alignment, read) : null;
  return Object.fromEntries(
    Object.entries(units).map(([id, unit]) => {
      const value = values?.[id as Id] ?? null;
      const missing: MissingReason = values ? "too-few-phones" : "not-aligned";
      return [id, value === null ? { value, unit, missing } : { value, unit }];
    }),
  );
}

function valuesOf(aligned: Aligned, { sound, ...read }: ReadSound): Record<Id, number | null> {
  const { language, words } = aligned;
  const sure = words.filter(({ manner }) => manner !== "unlike");
  const phones = sure.flatMap((word) => word.phones);
  const pauses = readingPauses(sound, words, language);
  const frames = voicedFormants({ sound, ...read });
  const midpoints = vowelMidpoints(phones, frames, language);
  return {
    ...timing(aligned, phones, pauses),
    "read-words-recognised": aligned.recognisedPercent,
    "read-score-vowels": classScore(phones, "vowels", language),
    "read-score-stops": classScore(phones, "stops", language),
    "read-score-fricatives": classScore(phones, "fricatives", language),
    "read-score-sonorants": classScore(phones, "sonorants", language),
    "read-consonant-level": consonantLevel(sound, sure, language),
    "read-spectral-change": spectralChange(sound, sure),
    "read-f1": midpoints.length >= leastPhones ? median(midpoints.map(({ f1Hz }) => f1Hz)) : null,
    "read-f2": midpoints.length >= leastPhones ? median(midpoints.map(({ f2Hz }) => f2Hz)) : null,
    "read-f2-slope": diphthongSlope(phones, frames, language),
    "read-vowel-dispersion": vowelDispersion(midpoints, language),
  };
}

function timing({ language, words }: Aligned, phones: readonly AlignedPhone[], pauses: ReadingPauses) {
  const totalSeconds = words.at(-1)!.endSeconds - words[0]!.startSeconds;
  const lengths = [...pauses.between, ...pauses.inside].map((one) => one.endSeconds - one.startSeconds);
  const silentSeconds = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const vowels = words.flatMap((word) => word.phones).filter(({ phone }) => isVowel(phone, language));
  const typicalMs = (ofKind: readonly AlignedPhone[]) =>
    ofKind.length < leastPhones
      ? null
      : 1000 * median(ofKind.map((one) => one.endSeconds - one.startSeconds - pausedSeconds(one, pauses)));
  return {
    "read-words-rate": (60 * words.length) / totalSeconds,
    "read-articulation-rate": vowels.length / (totalSeconds - silentSeconds),
    "read-pause-ratio": (100 * silentSeconds) / totalSeconds,
    "read-pauses-between": pauses.between.length,
    "read-pauses-inside": pauses.inside.length,
    "read-vowel-duration": typicalMs(phones.filter(({ phone }) => isVowel(phone, language))),
    "read-consonant-duration": typicalMs(phones.filter(({ phone }) => !isVowel(phone, language))),
  };
}

/** Formants where there is voice, in order of time. */
function voicedFormants({
  sound,
  pitch,
  formantCeilingHz,
  resample = resampler(sound),
}: ReadSound): FormantFrame[] {
  if (!pitch || sound.sampleRateHz < 3000) return [];
  const frames = formantFrames(resample(2 * formantCeilingHz), standardFormants(formantCeilingHz));
  return frames.filter(({ timeSeconds }) => pitchAt(pitch, timeSeconds) !== null);
}
