import type { Weighting } from "../../../shared/domain/level-calibration.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { RealFft } from "../dsp/fft.ts";
import { mean } from "../dsp/mean.ts";

const frameSamples = 8192;

/**
 * Equivalent level of a sound under the frequency weighting of a sound level meter (IEC 61672-1), dB full scale: 0 for a
 * root mean square of 1. Mean power of Hann-windowed frames that overlap by half; DC is taken off.
 * @param sound at least 8192 samples; minus infinity for less, and for digital silence
 */
export function weightedLevelDb({ samples, sampleRateHz }: Sound, weighting: Weighting): number {
  const fft = new RealFft(frameSamples);
  const [frame, re, im] = [
    new Float64Array(frameSamples),
    new Float64Array(frameSamples / 2 + 1),
    new Float64Array(frameSamples / 2 + 1),
  ];
  const window = frame.map((_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / frameSamples));
  const gains = re.map((_, k) => gainOf(weighting, (k * sampleRateHz) / frameSamples) ** 2);
  const windowPower = window.reduce((sum, weight) => sum + weight * weight, 0);
  const offset = mean(samples);
  let [power, frames] = [0, 0];
  for (let start = 0; start + frameSamples <= samples.length; start += frameSamples / 2) {
    for (let n = 0; n < frameSamples; n++) frame[n] = (samples[start + n]! - offset) * window[n]!;
    fft.forward(frame, re, im);
    for (let k = 1; k < re.length; k++) power += 2 * gains[k]! * (re[k]! ** 2 + im[k]! ** 2);
    frames++;
  }
  return frames === 0
    ? Number.NEGATIVE_INFINITY
    : 10 * Math.log10(power / (frames * frameSamples * windowPower));
}

/** Amplitude gain of a weighting at a frequency: 1 at 1 kHz. */
function gainOf(weighting: Weighting, hz: number): number {
  if (weighting === "Z") return 1;
  const square = hz * hz;
  const c = (12_194 ** 2 * square) / ((square + 20.6 ** 2) * (square + 12_194 ** 2));
  if (weighting === "C") return c * 10 ** (0.062 / 20);
  return ((c * square) / Math.sqrt((square + 107.7 ** 2) * (square + 737.9 ** 2))) * 10 ** (2 / 20);
}
