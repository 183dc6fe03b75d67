import type { Sex } from "../../../shared/domain/patient.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type Random, randomOf } from "../dsp/random.ts";
import { type Speaker, speakerOf } from "./severity.ts";
import { sustainedVowel } from "./sustained-vowel.ts";
import { phrases, repetition, type SyllablePlan } from "./syllable-plan.ts";
import { syllableTrain } from "./syllable-train.ts";
import type { Syllable, Truth } from "./truth.ts";
import type { Vowel } from "./vocal-tract.ts";

export type SynthesisSettings = {
  task: TaskId;
  sex: Sex;
  /** 0 healthy to 4 severe, fractions allowed. */
  severity: number;
  /** The patient. */
  seed: number;
  /** The visit (0 if left out): small changes of the patient's values from day to day. */
  visit?: number;
  /** The repetition within a visit (0 if left out): same values, another chance. */
  take?: number;
  sampleRateHz: number;
  /** Length of the signal; by default as the task is usually done at this severity. */
  durationSeconds?: number;
  /** White background noise; by default none. */
  snrDb?: number;
};

export type Synthesised = { signal: Sound; truth: Truth };

const marginSeconds = 0.2;
const vowelSeconds = 5;
const repetitionSeconds = 6;
const readingSeconds = 20;

/**
 * A synthetic voice doing a task: a test signal of known properties, not a simulated patient. The same settings
 * give the same samples. Sustained vowels, /pa ta ka/ trains and the longest /a/ as named; `reading` and `free`
 * are phrases of random syllables, `digits` single syllables with pauses: no words.
 */
export function synthesise(settings: SynthesisSettings): Synthesised {
  const { task, seed, visit = 0, take = 0, sampleRateHz, durationSeconds, snrDb = null } = settings;
  const { voice, manner } = speakerOf({ ...settings, visit });
  const random = randomOf("take", task, seed, visit, take);
  const consonants = repeatedConsonants[task];
  const vowel = task === "mpt-a" ? "a" : (/^vowel-(.)$/.exec(task)?.[1] as Vowel | undefined);
  if (vowel) {
    const usual =
      task === "mpt-a"
        ? manner.maximumPhonationSeconds
        : Math.min(vowelSeconds, manner.maximumPhonationSeconds);
    const phonationSeconds = durationSeconds ? Math.max(0.3, durationSeconds - 2 * marginSeconds) : usual;
    return sustainedVowel({ voice, vowel, phonationSeconds, marginSeconds, sampleRateHz, snrDb }, random);
  }
  const plan = consonants
    ? repetitionOf(consonants, manner, durationSeconds ?? repetitionSeconds, random)
    : phrasesOf(task, manner, durationSeconds ?? readingSeconds, random);
  const wanderSemitones = consonants ? voice.wanderSemitones : manner.intonationSemitones;
  const speaking = { ...voice, wanderSemitones };
  return syllableTrain(
    { ...plan, voice: speaking, closureLeak: manner.closureLeak, sampleRateHz, snrDb },
    random,
  );
}

const repeatedConsonants: Partial<Record<TaskId, Syllable["consonant"][]>> = {
  "ddk-pa": ["p"],
  "ddk-ta": ["t"],
  "ddk-ka": ["k"],
  "ddk-pataka": ["p", "t", "k"],
};

function repetitionOf(
  consonants: Syllable["consonant"][],
  { ddkRateHz, ddkIntervalCv, ddkSlowingPerSecond }: Speaker["manner"],
  durationSeconds: number,
  random: Random,
): SyllablePlan {
  const pace = { rateHz: ddkRateHz, intervalCv: ddkIntervalCv, slowingPerSecond: ddkSlowingPerSecond };
  return repetition({ consonants, ...pace, durationSeconds, marginSeconds }, random);
}

function phrasesOf(
  task: TaskId,
  manner: Speaker["manner"],
  durationSeconds: number,
  random: Random,
): SyllablePlan {
  const rhythm = task === "digits" ? { ...manner, syllablesPerPhrase: 1 } : manner;
  return phrases({ ...rhythm, durationSeconds, marginSeconds }, random);
}
