import type { Sound } from "../../../../shared/domain/sound.ts";
import { nextPowerOfTwo, RealFft } from "../../dsp/fft.ts";
import { quantile } from "../../dsp/median.ts";

/** Frame step of the envelopes, s. */
export const envelopeStepSeconds = 0.002;

const windowSeconds = 0.008;
/** Edges of the bands, Hz: below 300 Hz voicing goes on through a closure. */
const bandEdgesHz = [300, 700, 1300, 2200, 3400, 5000, 8000];
/** Levels this far (dB) below the loudest 5 % of a band and less are silence. */
const dynamicRangeDb = 45;

/** Level of each band and of 300-4000 Hz together every 2 ms, dB; frame i lies at i * 0.002 s. */
export type SyllableEnvelope = {
  frames: number;
  /** Band by band. */
  bandsDb: Float64Array[];
  /** Smoothed over 30 ms. */
  levelDb: Float64Array;
};

/**
 * Envelopes in which syllables show: short-time power (8 ms Hann window) in bands above the voice bar, in dB over the
 * noise floor, so that background noise is flat and weak bursts stay visible.
 */
export function syllableEnvelope({ samples, sampleRateHz }: Sound): SyllableEnvelope {
  const length = Math.round(windowSeconds * sampleRateHz);
  const size = Math.max(32, nextPowerOfTwo(length));
  const fft = new RealFft(size);
  const frames = Math.floor(samples.length / sampleRateHz / envelopeStepSeconds);
  const edges = bandEdgesHz.filter((hz) => hz <= 0.5 * sampleRateHz);
  const bands = Array.from({ length: edges.length - 1 }, () => new Float64Array(frames));
  const total = new Float64Array(frames);
  const window = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length),
  );
  const block = new Float64Array(length);
  const power = new Float64Array(size / 2 + 1);
  for (let frame = 0; frame < frames; frame++) {
    const start = Math.round(frame * envelopeStepSeconds * sampleRateHz - length / 2);
    for (let i = 0; i < length; i++) block[i] = (samples[start + i] ?? 0) * window[i]!;
    fft.powerSpectrum(block, power);
    for (const [b, band] of bands.entries()) {
      const to = Math.min(size / 2, Math.round((edges[b + 1]! / sampleRateHz) * size));
      let sum = 0;
      for (let k = Math.round((edges[b]! / sampleRateHz) * size); k < to; k++) sum += power[k]!;
      band[frame] = sum;
      if (edges[b + 1]! <= 5000) total[frame]! += sum;
    }
  }
  return {
    frames,
    bandsDb: bands.map((band) => overNoise(smoothed(band, 3))),
    levelDb: overNoise(smoothed(total, 15)),
  };
}

/** dB relative to the loud parts, with the noise floor (or the dynamic range) as the lowest level. */
function overNoise(power: Float64Array): Float64Array {
  const loud = quantile(power, 0.95);
  const floor = Math.max(2 * quantile(power, 0.05), loud * 10 ** (-dynamicRangeDb / 10), 1e-20);
  return power.map((value) => 10 * Math.log10((value + floor) / (loud + 1e-20)));
}

/** Hann-weighted running mean over `length` (odd) frames. */
export function smoothed(values: Float64Array, length: number): Float64Array {
  const half = (length - 1) / 2;
  const weights = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (length + 1)),
  );
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let [sum, weight] = [0, 0];
    for (let k = Math.max(-half, -i); k <= half && i + k < values.length; k++) {
      sum += weights[k + half]! * values[i + k]!;
      weight += weights[k + half]!;
    }
    out[i] = sum / weight;
  }
  return out;
}
