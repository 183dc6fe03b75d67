import type { Sound } from "../../../../shared/domain/sound.ts";
import { nextFastLength } from "../../dsp/fft.ts";
import { sampleAt } from "../../dsp/frame-grid.ts";
import { fftSetup, kernels, type Shared, type Workspace } from "../../dsp/kernels.ts";
import { rememberLast } from "../../dsp/remember-last.ts";
import type { PitchSettings } from "./pitch-settings.ts";

/** Normalised correlation of one frame after the other. */
export type Correlation = {
  /** Length of signal that a frame needs, s. */
  spanSeconds: number;
  stepSeconds: number;
  /** r[centre + lag] for lags -centre..centre, of the frame that `at` was last called for. */
  r: Shared<Float32Array>;
  centre: number;
  /** Room for the places of its maxima. */
  places: Shared<Int32Array>;
  /** Candidates have smaller lags. */
  maximumLag: number;
  /** Correlates the frame at a time; gives its peak over the recording's, 0..1. */
  at(seconds: number): number;
};

type Window = { seconds: number; samples: number; half: number; periodSamples: number };

/**
 * The correlation that the settings ask for; null where the signal is shorter than a window.
 * @param room where it works; valid until that is released
 */
export function correlationFor(signal: Sound, settings: PitchSettings, room: Workspace): Correlation | null {
  const { floorHz, method } = settings;
  const periods = settings.periodsPerWindow * (method === "ac-gauss" ? 2 : 1);
  const stepSeconds = settings.timeStepSeconds || settings.periodsPerWindow / floorHz / 4;
  const samplePeriod = 1 / signal.sampleRateHz;
  const seconds = periods / floorHz;
  const half = Math.floor(Math.floor(seconds / samplePeriod) / 2) - 1;
  if (half < 2 || floorHz < periods / (samplePeriod * signal.samples.length)) return null;
  const window = { seconds, samples: 2 * half, half, periodSamples: Math.floor(1 / samplePeriod / floorHz) };
  const maximumLag = Math.min(Math.floor(window.samples / periods) + 2, window.samples);
  const frames = new FrameReader(signal, window, room);
  const correlate = method.startsWith("cc")
    ? crossCorrelation(signal, frames, window, maximumLag, floorHz, room)
    : autocorrelation(frames, window, maximumLag, method === "ac-gauss", room);
  return { ...correlate, places: room.integers(maximumLag), stepSeconds, maximumLag };
}

/** A peak 120 dB below the recording's is silence; its squares could be too small for 32 bits. */
const inaudible = 1e-6;

/** Reads frames, and measures their mean and their peak. */
class FrameReader {
  readonly #signal: Sound;
  readonly #window: Window;
  readonly #around: Shared<Float32Array>;
  readonly #globalPeak: number;

  constructor(signal: Sound, window: Window, room: Workspace) {
    this.#signal = signal;
    this.#window = window;
    this.#around = room.floats(2 * window.periodSamples);
    this.#globalPeak = globalPeak(signal.samples, room);
  }

  /** First sample at or before a time. */
  sampleBefore(seconds: number): number {
    return Math.floor(sampleAt(this.#signal, seconds));
  }

  /** Mean over one longest period to each side. */
  localMean(left: number): number {
    const { periodSamples } = this.#window;
    const around = this.#signal.samples.subarray(
      Math.max(0, left + 1 - periodSamples),
      Math.max(0, left + 1 + periodSamples),
    );
    this.#around.values.set(around);
    return kernels.sum(this.#around.address, around.length) / (2 * periodSamples);
  }

  /** Writes the frame around `left`. */
  read(left: number, frame: Shared<Float32Array>): void {
    const { half, samples } = this.#window;
    const start = left + 1 - half;
    frame.values.set(this.#signal.samples.subarray(start, start + samples));
  }

  /** Peak of the frame, half a period about its middle, over that of the recording: 0..1. */
  intensity(frame: Shared<Float32Array>): number {
    const { half, periodSamples, samples } = this.#window;
    const reach = Math.floor(periodSamples / 2) + 1;
    const from = Math.max(0, half - reach);
    const peak = kernels.peak(frame.address, from, Math.min(samples, half + reach));
    const ratio = this.#globalPeak === 0 ? 0 : Math.min(1, peak / this.#globalPeak);
    return ratio < inaudible ? 0 : ratio;
  }
}

/** Largest distance of a sample from the mean of all. */
function globalPeak(samples: Float32Array, room: Workspace): number {
  const block = room.floats(Math.min(samples.length, 65_536));
  const each = (work: (count: number) => void) => {
    for (let start = 0; start < samples.length; start += block.length) {
      const part = samples.subarray(start, start + block.length);
      block.values.set(part);
      work(part.length);
    }
  };
  let [total, peak] = [0, 0];
  each((count) => {
    total += kernels.sum(block.address, count);
  });
  const mean = total / samples.length;
  each((count) => {
    kernels.centred(block.address, count, count, mean);
    peak = Math.max(peak, kernels.peak(block.address, 0, count));
  });
  return peak;
}

type Correlate = Pick<Correlation, "spanSeconds" | "r" | "centre" | "at">;

/** Autocorrelation of the tapered frame over that of the taper (Boersma 1993, equation 9). */
function autocorrelation(
  frames: FrameReader,
  window: Window,
  maximumLag: number,
  gaussian: boolean,
  room: Workspace,
): Correlate {
  // Praat's reach of the interpolation, but not beyond what 70 samples to each side of a candidate can touch.
  const praatReach = Math.floor(window.samples * (gaussian ? 0.25 : 0.5));
  const centre = gaussian ? praatReach : Math.min(praatReach, maximumLag + 72);
  const size = nextFastLength(window.samples + centre);
  const setup = fftSetup(size);
  const taper = room.floatsOf(gaussian ? gaussianTaper(window.samples) : hanningTaper(window.samples));
  const frame = room.floats(size);
  const spectrum = room.floats(size);
  const work = room.floats(size);
  const autocorrelate = () =>
    kernels.autocorrelate(setup, frame.address, spectrum.address, work.address, size);
  frame.values.set(taper.values);
  frame.values.fill(0, window.samples);
  autocorrelate();
  const inverse = room.floatsOf(
    frame.values.subarray(0, centre + 1).map((value, _, ofTaper) => ofTaper[0]! / value),
  );
  const r = room.floats(2 * centre + 1);
  const at = (seconds: number) => {
    const left = frames.sampleBefore(seconds);
    const mean = frames.localMean(left);
    frames.read(left, frame);
    kernels.windowed(frame.address, taper.address, window.samples, size, mean);
    const intensity = frames.intensity(frame);
    if (intensity === 0) return 0;
    autocorrelate();
    kernels.normaliseAutocorrelation(frame.address, inverse.address, r.address, centre);
    return intensity;
  };
  return { spanSeconds: window.seconds, r, centre, at };
}

const hanningTaper = rememberLast((length) =>
  Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (length + 1))),
);

function gaussianTaper(length: number): Float64Array {
  const edge = Math.exp(-12);
  const middle = (length - 1) / 2;
  return Float64Array.from(
    { length },
    (_, i) => (Math.exp(-48 * ((i - middle) / (length + 1)) ** 2) - edge) / (1 - edge),
  );
}

/**
 * Forward cross-correlation of a window at the start of the frame with the window `lag` samples later. Lags beyond the
 * end of the recording keep the values of the frame before, as in Praat.
 */
function crossCorrelation(
  signal: Sound,
  frames: FrameReader,
  window: Window,
  maximumLag: number,
  floorHz: number,
  room: Workspace,
): Correlate {
  const { samples } = signal;
  const centre = window.samples;
  const size = nextFastLength(centre + maximumLag);
  const setup = fftSetup(size);
  const frame = room.floats(size);
  const span = room.floats(size);
  const spectrum = room.floats(size);
  const work = room.floats(size);
  const energies = room.floats(maximumLag + 1);
  const r = room.floats(2 * centre + 1);
  r.values.fill(0);
  const spanSeconds = 1 / floorHz + window.seconds;
  const at = (seconds: number) => {
    const left = frames.sampleBefore(seconds);
    const mean = frames.localMean(left);
    frames.read(left, frame);
    kernels.centred(frame.address, centre, centre, mean);
    const intensity = frames.intensity(frame);
    if (intensity === 0) return 0;
    const start = Math.max(0, Math.floor(sampleAt(signal, seconds - 0.5 * spanSeconds)));
    const inside = samples.subarray(start, start + centre + maximumLag);
    span.values.set(inside);
    kernels.centred(span.address, inside.length, size, mean);
    frame.values.set(span.values.subarray(0, centre));
    frame.values.fill(0, centre);
    kernels.crossCorrelate(setup, frame.address, span.address, spectrum.address, work.address, size);
    const longest = inside.length - centre;
    kernels.normaliseCrossCorrelation(
      frame.address,
      span.address,
      r.address,
      centre,
      longest,
      size,
      energies.address,
    );
    return intensity;
  };
  return { spanSeconds, r, centre, at };
}
