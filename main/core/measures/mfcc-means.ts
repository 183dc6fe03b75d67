import type { Measures, MissingReason } from "../../../shared/domain/measure.ts";
import type { Signal } from "../../../shared/domain/recording.ts";
import { logMelSpectrogram, melFilterbank } from "../dsp/mel.ts";
import { mfcc } from "../dsp/mfcc.ts";
import { powerSpectrogram } from "../dsp/stft.ts";
import { trimSilence } from "../dsp/trim.ts";
import { type Resampler, resampler } from "./resample-praat.ts";

const sampleRateHz = 16_000;
const lowestRateHz = 8000;
const stft = { fftLength: 1024, windowLength: 1024, hopLength: 256, padding: "zero" } as const;
const filterbank = melFilterbank(
  { scale: "slaney", bands: 128, minimumHz: 0, maximumHz: sampleRateHz / 2 },
  sampleRateHz,
  stft.fftLength,
);
const decibels = { reference: 1, rangeDb: 80 } as const;

/** RMS of the sound that is analysed, so that the floor of the logarithm lies equally far below every voice. */
const loudness = 10 ** (-23 / 20);
const lastCoefficient = 12;

/**
 * `mfcc-1` ... `mfcc-12` (1): means over time of the mel-frequency cepstral coefficients as `librosa.feature.mfcc` (0.11;
 * 16 kHz, n_fft 1024, hop 256, 128 bands), silence trimmed at 30 dB, RMS brought to -23 dB. Inputs of models, not of
 * clinicians: they describe the microphone as much as the voice; their difference between two vowels of one session
 * does not, because a microphone adds the same to both. Coefficient 0, the level, is left out.
 * Bands that a recording cannot hold lie at the floor, 80 dB below the
 * peak, in both vowels. Missing: `too-short` below 0.1 s, `silent`, `sample-rate-too-low` below 8 kHz.
 */
export function mfccMeans(signal: Signal, resample = resampler(signal)): Measures {
  const missing = refusal(signal);
  const means = missing ? null : coefficientMeans(resample);
  return Object.fromEntries(
    Array.from({ length: lastCoefficient }, (_, k) => [
      `mfcc-${k + 1}`,
      means ? { value: means[k + 1]!, unit: "1" } : { value: null, unit: "1", missing: missing! },
    ]),
  );
}

function refusal(signal: Signal): MissingReason | null {
  if (signal.samples.length < 0.1 * signal.sampleRateHz) return "too-short";
  if (signal.samples.every((sample) => sample === signal.samples[0])) return "silent";
  return signal.sampleRateHz < lowestRateHz ? "sample-rate-too-low" : null;
}

function coefficientMeans(resample: Resampler): Float64Array {
  const { samples } = resample(sampleRateHz);
  const voice = samples.subarray(...trimSilence(samples, 30));
  const gain = loudness / Math.sqrt(voice.reduce((sum, sample) => sum + sample * sample, 0) / voice.length);
  const power = powerSpectrogram(
    voice.map((sample) => gain * sample),
    stft,
  );
  const { values, frames } = mfcc(logMelSpectrogram(power, filterbank, decibels), lastCoefficient + 1);
  return Float64Array.from({ length: lastCoefficient + 1 }, (_, k) => {
    let sum = 0;
    for (let frame = 0; frame < frames; frame++) sum += values[frame * (lastCoefficient + 1) + k]!;
    return sum / frames;
  });
}
