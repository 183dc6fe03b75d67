import type { Sound } from "../../../shared/domain/sound.ts";
import { hopPowers, noiseFloor } from "../audio/noise-floor.ts";
import { resample } from "../audio/resample.ts";
import { randomOf } from "../dsp/random.ts";
import type { Piece } from "./pieces.ts";

/** How far below the speech the noise lies in what the recogniser hears, dB: in most voices white noise at 20 dB reaches that. */
const noiseBelowDb = 10;
/** What the recogniser hears ends below half of this rate, Hz; it emphasises high frequencies so. */
const heardRateHz = 8000;
const emphasis = 0.97;

/**
 * A reading with as much white noise added, the same every time, as its own lacks to lie 10 dB below the speech, both as the
 * recogniser hears them. Scores of readings with more noise and with less are then scores in the same noise. It hides weak
 * consonants and makes slightly blurred words hard to recognise, which in a still room are recognised all the same.
 * @param speech where there is speech
 */
export function inEqualNoise(sound: Sound, speech: readonly Piece[]): Sound {
  const heard = emphasised(resample(sound, heardRateHz));
  const own = noiseFloor(heard, hopPowers(heard, 0))?.power ?? 0;
  const spoken = Math.max(0, powerWithin(heard, speech) - own);
  const lacking = Math.max(0, spoken * 10 ** (-noiseBelowDb / 10) - own);
  // white noise is spread evenly up to half the rate, and emphasised as the rest
  const power = (lacking * (sound.sampleRateHz / heardRateHz)) / (1 + emphasis ** 2);
  // uniform noise of +-a has the power a^2 / 3
  const width = Math.sqrt(3 * power);
  const { uniform } = randomOf("equal noise");
  return { ...sound, samples: sound.samples.map((value) => value + width * (2 * uniform() - 1)) };
}

function emphasised({ samples, sampleRateHz }: Sound): Sound {
  return { samples: samples.map((value, n) => value - emphasis * (samples[n - 1] ?? 0)), sampleRateHz };
}

/** Mean power of a sound within stretches of it; 0 where they hold nothing. */
function powerWithin({ samples, sampleRateHz }: Sound, stretches: readonly Piece[]): number {
  const parts = stretches.map(({ startSeconds, endSeconds }) =>
    samples.subarray(Math.round(startSeconds * sampleRateHz), Math.round(endSeconds * sampleRateHz)),
  );
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const power = parts.reduce((sum, part) => part.reduce((total, value) => total + value * value, sum), 0);
  return power / Math.max(1, count);
}
