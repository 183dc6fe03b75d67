import { nextPowerOfTwo, RealFft } from "../dsp/fft.ts";

/** How alike two channels are, over all pieces that were compared. */
export type Likeness = {
  /** Correlation without delay, -1..1. */
  together: number;
  /** Largest and smallest correlation at delays within 3 ms. */
  most: number;
  least: number;
  /** SD of the difference of their levels over bands of 500 Hz up to 4 kHz, dB. */
  spectrumDb: number;
};

/** A metre of air, or two microphones of one set. */
const MOST_DELAY_SECONDS = 0.003;
/** Rate at which the correlation is computed at least, Hz: the voice's first formants lie below. */
const LEAST_RATE_HZ = 8000;
const BAND_HZ = 500;
const HIGHEST_BAND_HZ = 4000;
/** Levels further below the strongest band than this are noise of the recorder and say nothing, dB. */
const HEARD_DB = 50;

/** @param pieces pieces of the signal, each with one array a channel */
export function likeness(pieces: Float32Array[][], a: number, b: number, sampleRateHz: number): Likeness {
  const factor = Math.max(1, Math.floor(sampleRateHz / (2 * LEAST_RATE_HZ)));
  const maximumLag = Math.round((MOST_DELAY_SECONDS * sampleRateHz) / factor);
  const cross = new Float64Array(2 * maximumLag + 1);
  let [powerA, powerB] = [0, 0];
  for (const channels of pieces) {
    const x = thinned(channels[a]!, factor);
    const y = thinned(channels[b]!, factor);
    for (let n = maximumLag; n < x.length - maximumLag; n++) {
      powerA += x[n]! ** 2;
      powerB += y[n]! ** 2;
      for (let lag = -maximumLag; lag <= maximumLag; lag++) cross[lag + maximumLag]! += x[n]! * y[n + lag]!;
    }
  }
  const scale = Math.sqrt(powerA * powerB) || 1;
  const correlations = cross.map((sum) => sum / scale);
  return {
    together: correlations[maximumLag]!,
    most: Math.max(...correlations),
    least: Math.min(...correlations),
    spectrumDb: spectrumDifferenceDb(
      bandLevelsDb(pieces, a, sampleRateHz),
      bandLevelsDb(pieces, b, sampleRateHz),
    ),
  };
}

/** Means of so many samples, without their own mean. */
function thinned(samples: Float32Array, factor: number): Float64Array {
  const thin = new Float64Array(Math.floor(samples.length / factor));
  for (let n = 0; n < thin.length; n++)
    for (let i = 0; i < factor; i++) thin[n]! += samples[n * factor + i]! / factor;
  const mean = thin.reduce((sum, x) => sum + x, 0) / Math.max(1, thin.length);
  return thin.map((x) => x - mean);
}

/** Levels of one channel in bands of 500 Hz from 0 to 4 kHz (or half the rate), dB. */
export function bandLevelsDb(pieces: Float32Array[][], channel: number, sampleRateHz: number): number[] {
  const frames = pieces[0]?.[channel]?.length ?? 0;
  const size = nextPowerOfTwo(frames);
  const fft = new RealFft(size);
  const power = new Float64Array(Math.floor(Math.min(HIGHEST_BAND_HZ, sampleRateHz / 2) / BAND_HZ));
  const [frame, re, im] = [
    new Float64Array(size),
    new Float64Array(size / 2 + 1),
    new Float64Array(size / 2 + 1),
  ];
  for (const channels of pieces) {
    for (let n = 0; n < frames; n++)
      frame[n] = channels[channel]![n]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / frames));
    fft.forward(frame, re, im);
    for (let k = 1; k <= size / 2; k++) {
      const band = Math.floor((k * sampleRateHz) / size / BAND_HZ);
      if (band < power.length) power[band]! += re[k]! ** 2 + im[k]! ** 2;
    }
  }
  return Array.from(power, (sum) => 10 * Math.log10(sum + 1e-20));
}

function spectrumDifferenceDb(a: number[], b: number[]): number {
  const [topA, topB] = [Math.max(...a), Math.max(...b)];
  const heard = a.flatMap((level, band) =>
    level > topA - HEARD_DB || b[band]! > topB - HEARD_DB ? [level - b[band]!] : [],
  );
  return deviation(heard);
}

/**
 * How bumpy a spectrum is: the sum over the bands of how far each lies beside the mean of its neighbours, dB. Measured: 15
 * to 62 for vowels of Minsk2020, 27 to 42 for vowels of four formants, 2 to 18 for pulses like an
 * electroglottograph's, 4 for noise.
 */
export function bumpinessDb(levelsDb: number[]): number {
  return levelsDb
    .slice(1, -1)
    .reduce((sum, level, i) => sum + Math.abs(level - (levelsDb[i]! + levelsDb[i + 2]!) / 2), 0);
}

function deviation(values: number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
