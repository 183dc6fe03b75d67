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

/** Matrix of `frames` rows (time) by `bins` columns (frequency), row by row. */
export type Spectrogram = { frames: number; bins: number; values: Float64Array };

/**
 * |STFT|^2 by the definition of `librosa.stft` (0.11): `n_fft`, `win_length`, `hop_length`, window "hann",
 * `center` = padding other than "none", `pad_mode` "constant" or "reflect". 1 + floor(N / hop) frames when
 * centred, 1 + floor((N - fftLength) / hop) otherwise (none when the signal is shorter); fftLength / 2 + 1 bins.
 */
export function powerSpectrogram(samples: ArrayLike<number>, settings: StftSettings): Spectrogram {
  const { fftLength, windowLength, hopLength, padding } = settings;
  const centred = padding !== "none";
  const length = centred ? samples.length : samples.length - fftLength;
  const frames = length < 0 ? 0 : 1 + Math.floor(length / hopLength);
  const bins = fftLength / 2 + 1;
  const first = Math.floor((fftLength - windowLength) / 2) - (centred ? fftLength / 2 : 0);
  const window = hann(windowLength, "periodic");
  const analyse = framePower(samples, window, new DoubleFft(fftLength), centred ? padding : "zero");
  const values = new Float64Array(frames * bins);
  for (let i = 0; i < frames; i++) analyse(first + i * hopLength, values.subarray(i * bins, (i + 1) * bins));
  return { frames, bins, values };
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
  samples: ArrayLike<number>,
  window: Float64Array,
  transform: PowerTransform,
  padding: Padding,
): (start: number, power: Float64Array) => void {
  const frame = new Float64Array(transform.size);
  const last = samples.length - 1;
  return (start, power) => {
    if (start >= 0 && start + window.length <= samples.length) {
      for (let n = 0, at = start | 0; n < window.length; n++, at++) frame[n] = window[n]! * samples[at]!;
      transform.powerSpectrum(frame, power);
      return;
    }
    for (let n = 0; n < window.length; n++) {
      const at = start + n;
      const inside = at >= 0 && at <= last;
      const sample = inside ? samples[at]! : padding === "zero" ? 0 : samples[reflected(at, last)];
      frame[n] = window[n]! * (sample ?? 0);
    }
    transform.powerSpectrum(frame, power);
  };
}

/** Index within 0..last of a position beyond it, mirrored at both ends as often as needed. */
function reflected(at: number, last: number): number {
  if (last <= 0) return 0;
  const phase = ((at % (2 * last)) + 2 * last) % (2 * last);
  return phase <= last ? phase : 2 * last - phase;
}
