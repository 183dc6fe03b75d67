import { type DecibelSettings, powerToDb } from "./decibels.ts";
import type { Spectrogram } from "./stft.ts";

/** "slaney": linear to 1 kHz, logarithmic above (Auditory Toolbox); "htk": 2595 log10(1 + f / 700). */
export type MelScale = "slaney" | "htk";

export type MelSettings = {
  scale: MelScale;
  bands: number;
  minimumHz: number;
  maximumHz: number;
};

/** Triangular filters as a band-wise list of non-zero weights, since most of the matrix is zero. */
export type MelFilterbank = {
  /** Centre of each band, Hz. */
  centresHz: Float64Array;
  /** Per band: first bin with a weight and the weights from there on. */
  filters: { firstBin: number; weights: Float64Array }[];
};

const slaney = { hzPerMel: 200 / 3, breakHz: 1000, breakMel: 15, logStep: Math.log(6.4) / 27 };

/** Mel of a frequency in Hz (librosa.hz_to_mel). */
export function hzToMel(hz: number, scale: MelScale): number {
  if (scale === "htk") return 2595 * Math.log10(1 + hz / 700);
  if (hz < slaney.breakHz) return hz / slaney.hzPerMel;
  return slaney.breakMel + Math.log(hz / slaney.breakHz) / slaney.logStep;
}

/** Frequency in Hz of a mel value (librosa.mel_to_hz). */
export function melToHz(mel: number, scale: MelScale): number {
  if (scale === "htk") return 700 * (10 ** (mel / 2595) - 1);
  if (mel < slaney.breakMel) return mel * slaney.hzPerMel;
  return slaney.breakHz * Math.exp(slaney.logStep * (mel - slaney.breakMel));
}

/**
 * Filterbank of `librosa.filters.mel` (0.11) with `norm="slaney"`: triangles between equally spaced mels, each
 * scaled by 2 / (upper - lower edge in Hz). A band narrower than a bin may be empty, as there.
 */
export function melFilterbank(settings: MelSettings, sampleRateHz: number, fftLength: number): MelFilterbank {
  const { scale, bands, minimumHz, maximumHz } = settings;
  const low = hzToMel(minimumHz, scale);
  const high = hzToMel(maximumHz, scale);
  const edges = Float64Array.from({ length: bands + 2 }, (_, i) =>
    melToHz(low + ((high - low) * i) / (bands + 1), scale),
  );
  const binHz = sampleRateHz / fftLength;
  const filters = Array.from({ length: bands }, (_, band) =>
    triangle(edges[band]!, edges[band + 1]!, edges[band + 2]!, binHz, fftLength / 2),
  );
  return { centresHz: edges.slice(1, -1), filters };
}

function triangle(lower: number, centre: number, upper: number, binHz: number, lastBin: number) {
  const firstBin = Math.ceil(lower / binHz);
  const count = Math.max(0, Math.min(lastBin, Math.floor(upper / binHz)) - firstBin + 1);
  const weights = Float64Array.from({ length: count }, (_, i) => {
    const hz = (firstBin + i) * binHz;
    const height = Math.min((hz - lower) / (centre - lower), (upper - hz) / (upper - centre));
    return (2 * Math.max(0, height)) / (upper - lower);
  });
  return { firstBin, weights };
}

/** Mel power spectrogram: frames x bands, each the weighted sum of the bins' powers. */
export function melSpectrogram(spectrogram: Spectrogram, { filters }: MelFilterbank): Spectrogram {
  const { frames, bins } = spectrogram;
  const values = new Float64Array(frames * filters.length);
  for (let frame = 0; frame < frames; frame++) {
    const power = spectrogram.values.subarray(frame * bins, (frame + 1) * bins);
    applyFilters(power, filters, values.subarray(frame * filters.length, (frame + 1) * filters.length));
  }
  return { frames, bins: filters.length, values };
}

/** One frame of `melSpectrogram`: `bands` receives one number per filter. */
export function applyFilters(
  power: Float64Array,
  filters: MelFilterbank["filters"],
  bands: Float64Array,
): void {
  for (let band = 0; band < filters.length; band++) {
    const { firstBin, weights } = filters[band]!;
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[firstBin + i]!;
    bands[band] = sum;
  }
}

/** Mel spectrogram in decibels (`librosa.power_to_db` of `librosa.feature.melspectrogram`). */
export function logMelSpectrogram(
  spectrogram: Spectrogram,
  filterbank: MelFilterbank,
  settings: DecibelSettings,
): Spectrogram {
  const mel = melSpectrogram(spectrogram, filterbank);
  return { ...mel, values: powerToDb(mel.values, settings) };
}
