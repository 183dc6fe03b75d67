import type { Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { inWorkspace } from "../../dsp/kernels.ts";
import { logMelSpectrogram, melFilterbank } from "../../dsp/mel.ts";
import { mfcc } from "../../dsp/mfcc.ts";
import { type Resampler, resampler } from "../../dsp/resample-praat.ts";
import { trimSilence } from "../../dsp/trim.ts";

const sampleRateHz = 16_000;
const lowestRateHz = 8000;
const fftLength = 1024;
const stft = { fftLength, windowLength: fftLength, hopLength: 256, padding: "zero" } as const;
const bands = 128;
const filterbank = melFilterbank(
  { scale: "slaney", bands, minimumHz: 0, maximumHz: sampleRateHz / 2 },
  sampleRateHz,
  fftLength,
);
const decibels = { reference: 1, rangeDb: 80 } as const;

/** RMS of the sound that is analysed, so that the floor of the logarithm lies equally far below every voice. */
const loudness = 10 ** (-23 / 20);
const lastCoefficient = 12;

/** `mfcc-1` ... `mfcc-12`. */
export const mfccIds = Array.from({ length: lastCoefficient }, (_, k) => `mfcc-${k + 1}`);

/**
 * `mfcc-1` ... `mfcc-12` (1): means over time of the mel-frequency cepstral coefficients as `librosa.feature.mfcc` (0.11;
 * 16 kHz, n_fft 1024, hop 256, 128 bands), silence trimmed at 30 dB, RMS brought to -23 dB. Inputs of models, not of
 * clinicians: they describe the microphone as much as the voice; their difference between two vowels of one session
 * does not, because a microphone adds the same to both. Coefficient 0, the level, is left out.
 * Bands that a recording cannot hold lie at the floor, 80 dB below the
 * peak, in both vowels. Missing: `too-short` below 0.1 s, `silent`, `sample-rate-too-low` below 8 kHz.
 */
export function mfccMeans(signal: Sound, resample = resampler(signal)): Measures {
  const missing = refusal(signal);
  const means = missing ? null : coefficientMeans(resample);
  return Object.fromEntries(
    mfccIds.map((id, k) => [
      id,
      means ? { value: means[k + 1]!, unit: "1" } : { value: null, unit: "1", missing: missing! },
    ]),
  );
}

function refusal(signal: Sound): MissingReason | null {
  if (signal.samples.length < 0.1 * signal.sampleRateHz) return "too-short";
  if (signal.samples.every((sample) => sample === signal.samples[0])) return "silent";
  return signal.sampleRateHz < lowestRateHz ? "sample-rate-too-low" : null;
}

/** The cosine transform is linear: the means of the coefficients are the coefficients of the mean. */
function coefficientMeans(resample: Resampler): Float32Array {
  const { samples } = resample(sampleRateHz);
  const { frames, values: levels } = inWorkspace((room) => {
    const trimmed = samples.subarray(...trimSilence(samples, 30));
    const voice = room.large(Float32Array, trimmed.length);
    voice.set(trimmed);
    let energy = 0;
    for (let i = 0; i < voice.length; i++) energy += voice[i]! * voice[i]!;
    const gain = loudness / Math.sqrt(energy / voice.length);
    for (let i = 0; i < voice.length; i++) voice[i]! *= gain;
    return logMelSpectrogram(voice, stft, filterbank, decibels);
  });
  const mean = new Float64Array(bands);
  for (let i = 0; i < levels.length; i += bands)
    for (let band = 0; band < bands; band++) mean[band]! += levels[i + band]!;
  const values = Float32Array.from(mean, (sum) => sum / frames);
  return mfcc({ frames: 1, bins: bands, values }, lastCoefficient + 1).values;
}
