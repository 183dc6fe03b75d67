import type { Signal } from "../../../shared/domain/recording.ts";
import { nextFastLength, RealFft } from "../dsp/fft.ts";
import { sampleAt } from "./frame-grid.ts";
import type { PitchSettings } from "./pitch.ts";

/** Normalised correlation of one frame after the other. */
export type Correlation = {
  /** Length of signal that a frame needs, s. */
  spanSeconds: number;
  stepSeconds: number;
  /** r[centre + lag] for lags -centre..centre, of the frame that `at` was last called for. */
  r: Float64Array;
  centre: number;
  /** Candidates have smaller lags. */
  maximumLag: number;
  /** Correlates the frame at a time; gives its peak over the recording's, 0..1. */
  at(seconds: number): number;
};

type Window = { seconds: number; samples: number; half: number; periodSamples: number };

/** The correlation that the settings ask for; null where the signal is shorter than a window. */
export function correlationFor(signal: Signal, settings: PitchSettings): Correlation | null {
  const { floorHz, method } = settings;
  const periods = settings.periodsPerWindow * (method === "ac-gauss" ? 2 : 1);
  const stepSeconds = settings.timeStepSeconds || settings.periodsPerWindow / floorHz / 4;
  const samplePeriod = 1 / signal.sampleRateHz;
  const seconds = periods / floorHz;
  const half = Math.floor(Math.floor(seconds / samplePeriod) / 2) - 1;
  if (half < 2 || floorHz < periods / (samplePeriod * signal.samples.length)) return null;
  const window = { seconds, samples: 2 * half, half, periodSamples: Math.floor(1 / samplePeriod / floorHz) };
  const maximumLag = Math.min(Math.floor(window.samples / periods) + 2, window.samples);
  const frames = new FrameReader(signal, window);
  const correlate = method.startsWith("cc")
    ? crossCorrelation(signal, frames, window, maximumLag, floorHz)
    : autocorrelation(frames, window, maximumLag, method === "ac-gauss");
  return { ...correlate, stepSeconds, maximumLag };
}

/** Reads frames free of their local mean, and measures their peaks. */
class FrameReader {
  readonly signal: Signal;
  readonly #window: Window;
  readonly #globalPeak: number;

  constructor(signal: Signal, window: Window) {
    this.signal = signal;
    this.#window = window;
    const { samples } = signal;
    let [total, lowest, highest] = [0, samples[0]!, samples[0]!];
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i]!;
      total += x;
      if (x < lowest) lowest = x;
      if (x > highest) highest = x;
    }
    const mean = total / samples.length;
    this.#globalPeak = Math.max(highest - mean, mean - lowest);
  }

  /** First sample at or before a time. */
  sampleBefore(seconds: number): number {
    return Math.floor(sampleAt(this.signal, seconds));
  }

  /** Mean over one longest period to each side. */
  localMean(left: number): number {
    const { periodSamples } = this.#window;
    const { samples } = this.signal;
    const to = Math.min(samples.length, left + 1 + periodSamples);
    let total = 0;
    const around = samples.subarray(Math.max(0, left + 1 - periodSamples), to);
    for (let i = 0; i < around.length; i++) total += around[i]!;
    return total / (2 * periodSamples);
  }

  /** Writes the frame around `left`, times `taper` where given, and gives its peak over the global one. */
  read(left: number, mean: number, frame: Float32Array, taper?: Float64Array): number {
    const { half, periodSamples } = this.#window;
    const { samples } = this.signal;
    const start = left + 1 - half;
    const inside = samples.subarray(start, start + frame.length);
    if (taper) for (let j = 0; j < frame.length; j++) frame[j] = (inside[j]! - mean) * taper[j]!;
    else for (let j = 0; j < frame.length; j++) frame[j] = inside[j]! - mean;
    const reach = Math.floor(periodSamples / 2) + 1;
    let [lowest, highest] = [0, 0];
    const to = Math.min(frame.length, half + reach);
    for (let j = Math.max(0, half - reach); j < to; j++) {
      const x = frame[j]!;
      if (x < lowest) lowest = x;
      if (x > highest) highest = x;
    }
    return this.#globalPeak === 0 ? 0 : Math.min(1, Math.max(highest, -lowest) / this.#globalPeak);
  }
}

type Correlate = Pick<Correlation, "spanSeconds" | "r" | "centre" | "at">;

/** Autocorrelation of the tapered frame over that of the taper (Boersma 1993, equation 9). */
function autocorrelation(
  frames: FrameReader,
  window: Window,
  maximumLag: number,
  gaussian: boolean,
): Correlate {
  // Praat's reach of the interpolation, but not beyond what 70 samples to each side of a candidate can touch.
  const praatReach = Math.floor(window.samples * (gaussian ? 0.25 : 0.5));
  const centre = gaussian ? praatReach : Math.min(praatReach, maximumLag + 72);
  const fft = new RealFft(nextFastLength(window.samples + centre));
  const taper = gaussian ? gaussianTaper(window.samples) : hanningTaper(window.samples);
  const ofTaper = new Float64Array(centre + 1);
  fft.autocorrelation(taper, ofTaper);
  const inverse = ofTaper.map((value) => ofTaper[0]! / value);
  const lags = new Float64Array(centre + 1);
  const frame = new Float32Array(window.samples);
  const r = new Float64Array(2 * centre + 1);
  const at = (seconds: number) => {
    const left = frames.sampleBefore(seconds);
    const intensity = frames.read(left, frames.localMean(left), frame, taper);
    if (intensity === 0) return 0;
    fft.autocorrelation(frame, lags);
    const scale = 1 / lags[0]!;
    r[centre] = 1;
    for (let lag = 1; lag <= centre; lag++) {
      const value = lags[lag]! * scale * inverse[lag]!;
      r[centre + lag] = value;
      r[centre - lag] = value;
    }
    return intensity;
  };
  return { spanSeconds: window.seconds, r, centre, at };
}

function hanningTaper(length: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (length + 1)),
  );
}

function gaussianTaper(length: number): Float64Array {
  const edge = Math.exp(-12);
  const middle = (length - 1) / 2;
  return Float64Array.from(
    { length },
    (_, i) => (Math.exp(-48 * ((i - middle) / (length + 1)) ** 2) - edge) / (1 - edge),
  );
}

/** Forward cross-correlation of a window at the start of the frame with the window `lag` samples later. */
function crossCorrelation(
  signal: Signal,
  frames: FrameReader,
  window: Window,
  maximumLag: number,
  floorHz: number,
): Correlate {
  const { samples } = signal;
  const centre = window.samples;
  const fft = new RealFft(nextFastLength(centre + maximumLag));
  const frame = new Float32Array(centre);
  const span = new Float32Array(centre + maximumLag);
  const lags = new Float64Array(maximumLag + 1);
  const r = new Float64Array(2 * centre + 1);
  const spanSeconds = 1 / floorHz + window.seconds;
  const at = (seconds: number) => {
    const left = frames.sampleBefore(seconds);
    const mean = frames.localMean(left);
    const intensity = frames.read(left, mean, frame);
    if (intensity === 0) return 0;
    const start = Math.max(0, Math.floor(sampleAt(signal, seconds - 0.5 * spanSeconds)));
    const length = Math.min(span.length, samples.length - start);
    const inside = samples.subarray(start, start + length);
    for (let i = 0; i < length; i++) span[i] = inside[i]! - mean;
    fft.crossCorrelation(span.subarray(0, centre), span.subarray(0, length), lags);
    normalise(r, centre, lags, span, length - centre);
    return intensity;
  };
  return { spanSeconds, r, centre, at };
}

/** Lags beyond `longest` keep the values of the frame before, as in Praat; they lie at the very end of a recording. */
function normalise(
  r: Float64Array,
  centre: number,
  lags: Float64Array,
  span: Float32Array,
  longest: number,
): void {
  let energy = 0;
  for (let i = 0; i < centre; i++) energy += span[i]! * span[i]!;
  let shifted = energy;
  r[centre] = 1;
  for (let lag = 1; lag <= longest; lag++) {
    const entering = span[lag + centre - 1]!;
    const leaving = span[lag - 1]!;
    shifted += entering * entering - leaving * leaving;
    const value = lags[lag]! / Math.sqrt(energy * shifted);
    r[centre + lag] = value;
    r[centre - lag] = value;
  }
}
