import type { Random } from "../dsp/random.ts";
import { type F0Contour, type PulseTrain, pulseTrain, renderPulses } from "./glottal-source.ts";
import { sampled, type Track, valueAt } from "./track.ts";
import { filterTract } from "./vocal-tract.ts";
import type { Voice } from "./voice.ts";

export type PhonationSettings = {
  voice: Voice;
  f0: F0Contour;
  /** Envelope of the excitation, voice and breath alike; 0 = silent. */
  gain: Track;
  /** F1-F4, a track each, of one value where it is steady. */
  formantsHz: ArrayLike<number>[];
  sampleRateHz: number;
  /** Samples. */
  length: number;
};

/**
 * Voice through a vocal tract, with breath noise whose energy lies exactly `voice.hnrDb` below that of the
 * glottal pulses, both after the tract. Root mean square 1 over the time that the gain is above one half.
 */
export function phonate(
  settings: PhonationSettings,
  random: Random,
): { sound: Float64Array; pulses: PulseTrain } {
  const { voice, f0, gain, formantsHz, sampleRateHz, length } = settings;
  const gainAt = (seconds: number) => valueAt(gain, seconds);
  const { jitter, shimmer } = voice;
  const endSeconds = length / sampleRateHz;
  const pulses = pulseTrain({ f0, startSeconds: 0, endSeconds, jitter, shimmer, gain: gainAt }, random);
  const sound = renderPulses(pulses, voice.openQuotient, sampleRateHz, length);
  const envelope = sampled(gain, sampleRateHz, length);
  const breath = new Float64Array(length);
  for (let n = 0; n < length; n++) breath[n] = envelope[n]! * (2 * random.uniform() - 1);
  filterTract(sound, formantsHz, voice, sampleRateHz);
  filterTract(breath, formantsHz, voice, sampleRateHz);
  const breathScale = Math.sqrt(energy(sound) / energy(breath) / 10 ** (voice.hnrDb / 10)) || 0;
  for (let n = 0; n < length; n++) sound[n]! += breathScale * breath[n]!;
  const level = 1 / rootMeanSquare(sound, envelope);
  for (let n = 0; n < length; n++) sound[n]! *= level;
  return { sound, pulses };
}

function rootMeanSquare(sound: Float64Array, envelope: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let n = 0; n < sound.length; n++) {
    if (envelope[n]! <= 0.5) continue;
    sum += sound[n]! ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}

/** Sum of squares. */
export function energy(signal: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < signal.length; n++) sum += signal[n]! ** 2;
  return sum;
}
