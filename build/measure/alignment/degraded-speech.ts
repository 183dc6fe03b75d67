import { RealFft } from "../../../main/core/dsp/fft.ts";
import { mean } from "../../../main/core/dsp/mean.ts";
import { median } from "../../../main/core/dsp/median.ts";
import { resampler } from "../../../main/core/dsp/resample-praat.ts";
import { hann } from "../../../main/core/dsp/windows.ts";
import { isVowel } from "../../../main/core/measures/reading/phone-classes.ts";
import { formantFrames, standardFormants } from "../../../main/core/measures/spectrum/formants.ts";
import type { AlignedPhone } from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";

/** Frames of the spectral envelope, s, each windowed twice so that they add up to what they were cut from. */
const frameSeconds = 0.032;
const framesPerLength = 4;
/** What lies beyond in the cepstrum is the voice's pitch and no envelope, s. */
const envelopeSeconds = 0.0035;
/** Gains rise and fall over so long, s. */
const rampSeconds = 0.005;

/** Log envelope of the power of a frame, for each bin of its spectrum. */
type Envelope = Float64Array;

/** Formants are taken over so long about a moment, s; above this the envelope stays as it is, Hz. */
const besideSeconds = 0.02;
const movedBelowHz = 4000;

/**
 * Vowels whose first two formants go a share of the way to the medians over all vowels: 0 leaves them where they are, 1 makes them
 * one vowel. The envelope is stretched in between, so that whole peaks move.
 * @param phones of the clean sound, English
 */
export function centralised(
  sound: Sound,
  phones: readonly AlignedPhone[],
  { share, ceilingHz }: { share: number; ceilingHz: number },
): Sound {
  const vowels = phones.filter(({ phone }) => isVowel(phone, "en"));
  const isIn = (seconds: number) =>
    vowels.some(({ startSeconds, endSeconds }) => seconds >= startSeconds && seconds < endSeconds);
  const tracked = formantFrames(resampler(sound)(2 * ceilingHz), standardFormants(ceilingHz))
    .filter(({ timeSeconds, formants }) => formants.length > 1 && isIn(timeSeconds))
    .map(({ timeSeconds, formants }) => ({ timeSeconds, hz: [0, 1].map((k) => formants[k]!.frequencyHz) }));
  const mediansOf = (frames: typeof tracked) => [0, 1].map((k) => median(frames.map(({ hz }) => hz[k]!)));
  const middle = mediansOf(tracked);
  return withEnvelopes(sound, (envelopes, secondsOf) =>
    envelopes.map((envelope, frame) => {
      const at = secondsOf(frame);
      const near = tracked.filter(({ timeSeconds }) => Math.abs(timeSeconds - at) <= besideSeconds);
      if (!isIn(at) || near.length === 0) return envelope;
      const from = mediansOf(near);
      const to = from.map((hz, k) => hz + share * (middle[k]! - hz));
      return moved(envelope, sound.sampleRateHz / 2, [0, ...from, movedBelowHz], [0, ...to, movedBelowHz]);
    }),
  );
}

/** An envelope whose values at some frequencies stand at others, stretched in between; both rise, Hz. */
function moved(
  envelope: Envelope,
  nyquistHz: number,
  from: readonly number[],
  to: readonly number[],
): Envelope {
  const last = envelope.length - 1;
  return envelope.map((value, bin) => {
    const hz = (bin * nyquistHz) / last;
    const k = to.findIndex((bound) => bound > hz);
    if (k < 1) return value;
    const share = (hz - to[k - 1]!) / (to[k]! - to[k - 1]!);
    const place = ((from[k - 1]! + share * (from[k]! - from[k - 1]!)) * last) / nyquistHz;
    const [below, part] = [Math.floor(place), place % 1];
    return (1 - part) * envelope[below]! + part * envelope[Math.min(last, below + 1)]!;
  });
}

/** The envelope of each moment a mean over so many seconds about it. */
export function smoothed(sound: Sound, seconds: number): Sound {
  const radius = Math.round((seconds * framesPerLength) / frameSeconds / 2);
  return withEnvelopes(sound, (envelopes) =>
    envelopes.map((envelope, frame) => {
      const near = envelopes.slice(Math.max(0, frame - radius), frame + radius + 1);
      return envelope.map((_, bin) => mean(near.map((one) => one[bin]!)));
    }),
  );
}

/** Consonants so many dB weaker. @param phones of the clean sound, English */
export function weakened(
  { samples, sampleRateHz }: Sound,
  phones: readonly AlignedPhone[],
  byDb: number,
): Sound {
  const changed = samples.slice();
  const ramp = rampSeconds * sampleRateHz;
  for (const { phone, startSeconds, endSeconds } of phones) {
    if (isVowel(phone, "en")) continue;
    const [from, to] = [startSeconds, endSeconds].map((seconds) => Math.round(seconds * sampleRateHz));
    for (let n = Math.max(0, from!); n < Math.min(to!, samples.length); n++) {
      const depth = Math.min(1, (n - from!) / ramp, (to! - n) / ramp);
      changed[n] = samples[n]! * 10 ** ((-byDb * depth) / 20);
    }
  }
  return { samples: changed, sampleRateHz };
}

type Wanted = (envelopes: readonly Envelope[], secondsOf: (frame: number) => number) => Envelope[];

/** A sound with other envelopes, its phases and fine structure as they were. */
function withEnvelopes({ samples, sampleRateHz }: Sound, wanted: Wanted): Sound {
  const length = 2 ** Math.round(Math.log2(frameSeconds * sampleRateHz));
  const hop = length / framesPerLength;
  const fft = new RealFft(length);
  const window = hann(length, "periodic").map(Math.sqrt);
  const frames = Math.ceil(samples.length / hop) + framesPerLength;
  const startOf = (frame: number) => (frame - framesPerLength + 1) * hop;
  const spectrumOf = (frame: number) => {
    const [re, im] = [new Float64Array(length / 2 + 1), new Float64Array(length / 2 + 1)];
    fft.forward(
      window.map((value, n) => value * (samples[startOf(frame) + n] ?? 0)),
      re,
      im,
    );
    return { re, im };
  };
  const envelopeLength = Math.round(envelopeSeconds * sampleRateHz);
  const envelopes = Array.from({ length: frames }, (_, frame) =>
    envelopeOf(spectrumOf(frame), fft, envelopeLength),
  );
  const others = wanted(envelopes, (frame) => (startOf(frame) + length / 2) / sampleRateHz);
  const sum = new Float64Array(samples.length);
  const part = new Float64Array(length);
  for (const [frame, other] of others.entries()) {
    const { re, im } = spectrumOf(frame);
    const gains = other.map((value, bin) => Math.exp((value - envelopes[frame]![bin]!) / 2));
    fft.inverse(
      re.map((value, bin) => value * gains[bin]!),
      im.map((value, bin) => value * gains[bin]!),
      part,
    );
    for (let n = 0; n < length; n++) {
      const at = startOf(frame) + n;
      if (at >= 0 && at < sum.length) sum[at]! += (part[n]! * window[n]! * 2) / framesPerLength;
    }
  }
  return { samples: Float32Array.from(sum), sampleRateHz };
}

/** Log power without what lies beyond a place of its cepstrum. */
function envelopeOf(
  { re, im }: { re: Float64Array; im: Float64Array },
  fft: RealFft,
  cepstrumLength: number,
): Envelope {
  const cepstrum = new Float64Array(fft.size);
  fft.inverseOfReal(
    re.map((value, bin) => Math.log(value ** 2 + im[bin]! ** 2 + 1e-10)),
    cepstrum,
  );
  cepstrum.fill(0, cepstrumLength, fft.size - cepstrumLength + 1);
  const [envelope, none] = [new Float64Array(re.length), new Float64Array(re.length)];
  fft.forward(cepstrum, envelope, none);
  return envelope;
}
