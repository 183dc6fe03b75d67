import { DoubleFft } from "./double-fft.ts";
import { hann } from "./windows.ts";

/** What stands beyond the ends of the signal: zeros, or the signal mirrored without repeating its edge (numpy "reflect"). */
export type Padding = "zero" | "reflect";

/** Settings of `powerSpectrogram`; all lengths in samples. */
export type StftSettings = {
  /** Transform length, a power of two. */
  fftLength: number;
  /** Length of the periodic Hann window, centred in the transform; at most fftLength. */
  windowLength: number;
  hopLength: number;
  /** Frame i is centred on sample i * hop, the signal padded so; "none" begins frame i at i * hop instead. */
  padding: Padding | "none";
};

/** A signal. */
export type Samples = Float32Array | Float64Array;

/** Matrix of `frames` rows (time) by `bins` columns (frequency), row by row. */
export type Spectrogram = { frames: number; bins: number; values: Float32Array };

/**
 * |STFT|^2 by the definition of `librosa.stft` (0.11): `n_fft`, `win_length`, `hop_length`, window "hann",
 * `center` = padding other than "none", `pad_mode` "constant" or "reflect". 1 + floor(N / hop) frames when
 * centred, 1 + floor((N - fftLength) / hop) otherwise (none when the signal is shorter); fftLength / 2 + 1 bins.
 */
export function powerSpectrogram(samples: Samples, settings: StftSettings): Spectrogram {
  const { fftLength, hopLength, padding } = settings;
  const { frames, firstSample } = frameStarts(samples.length, settings);
  const bins = fftLength / 2 + 1;
  const analyse = framePower(samples, centredWindow(settings), new DoubleFft(fftLength), padding);
  const power = new Float64Array(bins);
  const values = new Float32Array(frames * bins);
  for (let i = 0; i < frames; i++) {
    analyse(firstSample + i * hopLength, power);
    values.set(power, i * bins);
  }
  return { frames, bins, values };
}

/** How many frames a signal of `length` samples has, and where the first begins: before the signal when centred. */
export function frameStarts(
  length: number,
  { fftLength, hopLength, padding }: StftSettings,
): { frames: number; firstSample: number } {
  const centred = padding !== "none";
  const room = centred ? length : length - fftLength;
  return {
    frames: room < 0 ? 0 : 1 + Math.floor(room / hopLength),
    firstSample: centred ? -fftLength / 2 : 0,
  };
}

/** The periodic Hann window of the settings, with zeros before and after it up to the length of the transform. */
export function centredWindow({ fftLength, windowLength }: StftSettings): Float64Array {
  const window = new Float64Array(fftLength);
  window.set(hann(windowLength, "periodic"), Math.floor((fftLength - windowLength) / 2));
  return window;
}

/** What `framePower` transforms with: `RealFft`, or `DoubleFft` where 1e-7 of the peak is not small enough. */
export type PowerTransform = {
  size: number;
  /** |X[k]|^2 for k = 0..size/2 of `size` real numbers. */
  powerSpectrum(input: Float64Array, power: Float64Array): void;
};

/**
 * A function that writes the power spectrum (size / 2 + 1 numbers) of the windowed frame that begins at
 * sample `start`, which may lie outside the signal. The window is not longer than the transform.
 */
export function framePower(
  samples: Samples,
  window: Float64Array,
  transform: PowerTransform,
  padding: StftSettings["padding"],
): (start: number, power: Float64Array) => void {
  const frame = new Float64Array(transform.size);
  const windowed = frame.subarray(0, window.length);
  return (start, power) => {
    cutSamples(samples, start, windowed, padding);
    for (let n = 0; n < window.length; n++) windowed[n]! *= window[n]!;
    transform.powerSpectrum(frame, power);
  };
}

/** Fills `out` with the samples from `start` on, which may lie outside the signal. */
export function cutSamples(
  samples: Samples,
  start: number,
  out: Samples,
  padding: StftSettings["padding"],
): void {
  const from = Math.min(out.length, Math.max(0, -start));
  const to = Math.max(from, Math.min(out.length, samples.length - start));
  out.set(samples.subarray(start + from, start + to), from);
  const fill = (first: number, end: number) => {
    if (padding !== "reflect") out.fill(0, first, end);
    else for (let n = first; n < end; n++) out[n] = samples[reflected(start + n, samples.length - 1)] ?? 0;
  };
  fill(0, from);
  fill(to, out.length);
}

/** Index within 0..last of a position beyond it, mirrored at both ends as often as needed. */
function reflected(at: number, last: number): number {
  if (last <= 0) return 0;
  const phase = ((at % (2 * last)) + 2 * last) % (2 * last);
  return phase <= last ? phase : 2 * last - phase;
}
