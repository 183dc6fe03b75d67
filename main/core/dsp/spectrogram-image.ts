import type { SpectrogramImage, Waveform } from "../../../shared/contract/recordings.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { nextFastLength, RealFft } from "./fft.ts";
import { applyFilters, hzToMel, melFilterbank, melToHz } from "./mel.ts";
import { framePower } from "./stft.ts";
import { hann } from "./windows.ts";

export type SpectrogramImageSettings = {
  scale: "linear" | "mel";
  windowSeconds: number;
  /** Top of the picture, Hz; cut at the Nyquist frequency. */
  maximumHz: number;
  maximumFrames: number;
};

/** `SpectrogramImage` of the contract, with the bytes themselves. */
export type SpectrogramLevels = Omit<SpectrogramImage, "levels"> & { levels: Uint8Array };

const rangeDb = 80;
const mostLinearBands = 512;
const fewestLinearBands = 128;
const melBands = 128;
/** A picture whose peak is quieter than this stays dark instead of being amplified to white. */
const quietestPeakDb = -80;
/** Windows averaged into one column at most, so that two hours take seconds. */
const mostWindowsPerColumn = 8;

/**
 * The spectrogram of a whole recording for the screen, whatever part of it is looked at: power in dB, 0 dB = a
 * full-scale sine, 80 dB down from the peak. Columns of equal width tile the recording, `startSeconds` is the
 * centre of the first; they lie a quarter window apart, or wider where `maximumFrames` asks for it: then each is
 * the mean of windows spread over it. Linear scale: 512 bands of equal width from 0 Hz or fewer, the strongest
 * frequency of each. Mel: 128 Slaney bands, each the mean power under its triangle. Hann window.
 */
export function spectrogramImage(signal: Sound, settings: SpectrogramImageSettings): SpectrogramLevels {
  const { samples, sampleRateHz } = signal;
  const window = hann(Math.max(2, Math.round(settings.windowSeconds * sampleRateHz)), "periodic");
  const maximumHz = Math.min(settings.maximumHz, sampleRateHz / 2);
  const bands = (settings.scale === "mel" ? melBandsTo : linearBandsTo)(
    maximumHz,
    sampleRateHz,
    window.length,
  );
  const tiles = Math.ceil((4 * samples.length) / window.length);
  const frames = Math.max(1, Math.min(settings.maximumFrames, tiles));
  const power = columnPower(samples, window, frames, bands);
  let strongest = 0;
  for (let i = 0; i < power.length; i++) if (power[i]! > strongest) strongest = power[i]!;
  const maximumDb = Math.max(quietestPeakDb, 10 * Math.log10(strongest));
  const hopSeconds = samples.length / frames / sampleRateHz;
  return {
    frames,
    bands: bands.frequenciesHz.length,
    startSeconds: hopSeconds / 2,
    hopSeconds,
    frequenciesHz: bands.frequenciesHz,
    minimumDb: maximumDb - rangeDb,
    maximumDb,
    levels: levelsOf(power, maximumDb - rangeDb),
  };
}

/** One byte per power: 0 at `minimumDb` and below, 255 at `rangeDb` above it. */
function levelsOf(power: Float64Array, minimumDb: number): Uint8Array {
  const levels = new Uint8Array(power.length);
  const perNeper = ((10 / Math.LN10) * 255) / rangeDb;
  const offset = 0.5 - (minimumDb * 255) / rangeDb;
  for (let i = 0; i < levels.length; i++) levels[i] = Math.max(0, perNeper * Math.log(power[i]!) + offset);
  return levels;
}

type Bands = {
  fftLength: number;
  frequenciesHz: number[];
  /** Band powers of one frame from the powers of its bins. */
  gather: (bins: Float64Array, bands: Float64Array) => void;
};

function linearBandsTo(maximumHz: number, sampleRateHz: number, windowLength: number): Bands {
  const finest = (fewestLinearBands * sampleRateHz) / maximumHz;
  const fftLength = nextFastLength(Math.max(windowLength, finest));
  const binHz = sampleRateHz / fftLength;
  const bins = Math.floor(maximumHz / binHz) + 1;
  const width = Math.ceil(bins / mostLinearBands);
  const count = Math.floor(bins / width);
  return {
    fftLength,
    frequenciesHz: Array.from({ length: count }, (_, band) => (band * width + (width - 1) / 2) * binHz),
    gather(power, bands) {
      for (let band = 0; band < count; band++) {
        let strongest = 0;
        for (let bin = band * width; bin < (band + 1) * width; bin++)
          if (power[bin]! > strongest) strongest = power[bin]!;
        bands[band] = strongest;
      }
    },
  };
}

function melBandsTo(maximumHz: number, sampleRateHz: number, windowLength: number): Bands {
  const settings = { scale: "slaney", bands: melBands, minimumHz: 0, maximumHz } as const;
  // Bins no wider than the narrowest half triangle, so that no band is empty.
  const narrowestHz = melToHz(hzToMel(maximumHz, "slaney") / (melBands + 1), "slaney");
  const fftLength = nextFastLength(Math.max(windowLength, sampleRateHz / narrowestHz));
  const { centresHz, filters } = melFilterbank(settings, sampleRateHz, fftLength);
  for (const { weights } of filters) {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, i) => {
      weights[i] = weight / sum;
    });
  }
  return {
    fftLength,
    frequenciesHz: [...centresHz],
    gather: (power, bands) => applyFilters(power, filters, bands),
  };
}

/** Frames x bands, full-scale sine = 1. */
function columnPower(
  samples: Float32Array,
  window: Float64Array,
  frames: number,
  { fftLength, frequenciesHz, gather }: Bands,
): Float64Array {
  const count = frequenciesHz.length;
  const hop = samples.length / frames;
  const perColumn = Math.min(mostWindowsPerColumn, Math.max(1, Math.ceil((2 * hop) / window.length)));
  const scale = (2 / window.reduce((sum, weight) => sum + weight, 0)) ** 2 / perColumn;
  const analyse = framePower(samples, window, new RealFft(fftLength), "zero");
  const bins = new Float64Array(fftLength / 2 + 1);
  const bandPower = new Float64Array(count);
  const columns = new Float64Array(frames * count);
  for (let piece = 0; piece < frames * perColumn; piece++) {
    const centre = ((piece + 0.5) * hop) / perColumn;
    analyse(Math.round(centre - window.length / 2), bins);
    gather(bins, bandPower);
    const offset = Math.floor(piece / perColumn) * count;
    for (let band = 0; band < count; band++) columns[offset + band]! += scale * bandPower[band]!;
  }
  return columns;
}

/** Two neighbours at full scale (16-bit) are taken as clipped. */
const clipLevel = 32767 / 32768;

/**
 * Envelope for drawing: smallest and largest sample of each of `columns` equal stretches (fewer where the signal
 * has fewer samples), and the columns in which two samples running stand at full scale.
 */
export function waveformEnvelope({ samples, sampleRateHz }: Sound, columns: number): Waveform {
  const count = Math.min(columns, samples.length);
  const waveform: Waveform = {
    durationSeconds: samples.length / sampleRateHz,
    minimum: [],
    maximum: [],
    clipped: [],
  };
  for (let column = 0; column < count; column++) {
    const start = Math.floor((column * samples.length) / count);
    const end = Math.floor(((column + 1) * samples.length) / count);
    let [low, high, clipped] = [samples[start]!, samples[start]!, false];
    for (let n = start; n < end; n++) {
      const sample = samples[n]!;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
      if (Math.abs(sample) >= clipLevel && Math.abs(samples[n - 1] ?? 0) >= clipLevel) clipped = true;
    }
    waveform.minimum.push(low);
    waveform.maximum.push(high);
    if (clipped) waveform.clipped.push(column);
  }
  return waveform;
}
