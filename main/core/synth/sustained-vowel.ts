import type { Sound } from "../../../shared/domain/sound.ts";
import type { Random } from "../dsp/random.ts";
import { f0Contour } from "./glottal-source.ts";
import { record } from "./microphone.ts";
import { phonate } from "./phonation.ts";
import { trackThrough } from "./track.ts";
import { truthOfPulses, type VowelTruth } from "./truth.ts";
import { formantsOf, type Vowel } from "./vocal-tract.ts";
import type { Voice } from "./voice.ts";

export type SustainedVowelSettings = {
  voice: Voice;
  vowel: Vowel;
  /** From the onset to the end of voicing. */
  phonationSeconds: number;
  /** Silence before and after. */
  marginSeconds: number;
  sampleRateHz: number;
  snrDb: number | null;
};

const onsetSeconds = 0.05;
const offsetSeconds = 0.1;

/** A vowel held on one breath, the excitation rising and falling over 50 and 100 ms. */
export function sustainedVowel(
  settings: SustainedVowelSettings,
  random: Random,
): { signal: Sound; truth: VowelTruth } {
  const { voice, vowel, phonationSeconds, marginSeconds, sampleRateHz, snrDb } = settings;
  const durationSeconds = phonationSeconds + 2 * marginSeconds;
  const endSeconds = marginSeconds + phonationSeconds;
  const steady = [marginSeconds + onsetSeconds, endSeconds - offsetSeconds] as const;
  const gain = trackThrough(
    [
      [marginSeconds, 0],
      [steady[0], 1],
      [steady[1], 1],
      [endSeconds, 0],
    ],
    durationSeconds,
  );
  const centreSeconds = durationSeconds / 2;
  const f0 = f0Contour({ ...voice, meanHz: voice.f0Hz, centreSeconds }, random);
  const length = Math.round(durationSeconds * sampleRateHz);
  const formantsHz = formantsOf(vowel, voice);
  const tracks = formantsHz.map((hz) => [hz]);
  const { sound, pulses } = phonate({ voice, f0, gain, formantsHz: tracks, sampleRateHz, length }, random);
  const phonation = {
    startSeconds: pulses.closureSeconds[0] ?? 0,
    endSeconds: pulses.closureSeconds.at(-1) ?? 0,
  };
  const { peakDbfs } = voice;
  const signal = record(sound, { peakDbfs, snrDb, speech: [phonation], sampleRateHz }, random);
  const truth: VowelTruth = {
    kind: "vowel",
    ...truthOfPulses(pulses, (t) => t >= steady[0] && t <= steady[1]),
    hnrDb: voice.hnrDb,
    modulations: voice.modulations,
    snrDb,
    phonation,
    phonationSeconds: phonation.endSeconds - phonation.startSeconds,
    formantsHz,
  };
  return { signal, truth };
}
