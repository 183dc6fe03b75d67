import type { Measure, Measures, MissingReason } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { nextPowerOfTwo } from "../../dsp/fft.ts";
import { frameTime } from "../../dsp/frame-grid.ts";
import { inWorkspace, kernels, type Shared } from "../../dsp/kernels.ts";
import { mean } from "../../dsp/mean.ts";
import { median } from "../../dsp/median.ts";
import { totalPower } from "../../dsp/total-power.ts";
import type { Pitch } from "../pitch/pitch.ts";

/** Width of the bands of the long-term average spectrum, Hz. */
const bandHz = 100;

/**
 * Spectral balance:
 * - `h1-h2` (dB): level of the first harmonic over the second, median of the voiced frames, not corrected for formants;
 *   low = pressed, high = breathy (Hillenbrand, Cleveland & Erickson 1994);
 * - `spectral-tilt` (dB/octave): least-squares slope of the long-term average spectrum over log2 frequency, 100-5000 Hz;
 * - `ltas-slope` (dB): mean power density of 1-10 kHz over that of 0-1 kHz, as Praat's "To Ltas: 100" and
 *   "Get slope: 0, 1000, 1000, 10000, energy"; Praat transforms the whole sound at once, so that cut ends of the file add
 *   high frequencies: 0.2 dB apart on half of the recordings here, 1.8 dB at most.
 * Missing: `too-short` below 0.1 s, `silent`, `unvoiced` (h1-h2), `sample-rate-too-low` below 8 kHz (tilt, slope).
 * @param pitch contour of the recording; null where there is none
 */
export function spectralMeasures(signal: Sound, pitch: Pitch | null): Measures {
  const isSilent = signal.samples.every((sample) => sample === signal.samples[0]);
  const isShort = signal.samples.length < 0.1 * signal.sampleRateHz;
  const refused: MissingReason | null = isShort ? "too-short" : isSilent ? "silent" : null;
  const tooLow = refused ?? (signal.sampleRateHz < 8000 ? "sample-rate-too-low" : null);
  const ltas = tooLow ? null : longTermSpectrum(signal);
  const harmonics = refused || !pitch ? null : harmonicDifference(signal, pitch);
  const measure = (value: number | null, unit: string, missing: MissingReason): Measure =>
    value === null ? { value: null, unit, missing } : { value, unit };
  return {
    "h1-h2": measure(harmonics, "dB", refused ?? "unvoiced"),
    "spectral-tilt": measure(ltas && spectralTilt(ltas), "dB/octave", tooLow ?? "silent"),
    "ltas-slope": measure(ltas && ltasSlope(ltas), "dB", tooLow ?? "silent"),
  };
}

/**
 * Mean power density in bands of 100 Hz (band i: i * 100 to (i + 1) * 100 Hz), up to the Nyquist frequency: Welch's
 * method, Hann window of at least 0.4 s where the sound is long enough (shorter ones leak between bands), a quarter apart. The scale is arbitrary.
 */
export function longTermSpectrum({ samples, sampleRateHz }: Sound): Float64Array {
  const size = Math.min(nextPowerOfTwo(0.4 * sampleRateHz), nextPowerOfTwo(samples.length / 2));
  const starts: number[] = [];
  for (let start = 0; start + size <= samples.length; start += size / 4) starts.push(start);
  const total = totalPower(samples, starts, size);
  const bands = Math.floor(sampleRateHz / 2 / bandHz);
  return Float64Array.from({ length: bands }, (_, band) => {
    let [sum, count] = [0, 0];
    const from = Math.ceil((band * bandHz * size) / sampleRateHz);
    for (let k = from; k < size / 2 && (k * sampleRateHz) / size < (band + 1) * bandHz; k++, count++)
      sum += total[k]!;
    return sum / Math.max(1, count);
  });
}

/** 10 log10 of the mean density of 1-10 kHz over that of 0-1 kHz, dB. */
export function ltasSlope(ltas: Float64Array): number {
  const density = (from: number, to: number) => mean(ltas.subarray(from / bandHz, to / bandHz));
  return 10 * Math.log10(density(1000, 10_000) / density(0, 1000));
}

/** Slope of level over log2 frequency, 100 to 5000 Hz (or the Nyquist frequency), dB per octave. */
export function spectralTilt(ltas: Float64Array): number {
  const points = Array.from(ltas.subarray(1, 50), (density, i) => ({
    octaves: Math.log2((i + 1.5) * bandHz),
    levelDb: 10 * Math.log10(density + 1e-30),
  }));
  const x = mean(points.map(({ octaves }) => octaves));
  const y = mean(points.map(({ levelDb }) => levelDb));
  const covariance = points.reduce((sum, p) => sum + (p.octaves - x) * (p.levelDb - y), 0);
  return covariance / points.reduce((sum, p) => sum + (p.octaves - x) ** 2, 0);
}

/** Median of H1 - H2 over voiced frames (at most every 10 ms), dB; null without any. */
function harmonicDifference({ samples, sampleRateHz }: Sound, pitch: Pitch): number | null {
  const lowestHz = pitch.frequencies.reduce((low, f0) => (f0 > 0 && f0 < low ? f0 : low), sampleRateHz);
  return inWorkspace((room) => {
    const stretch = room.floats(Math.round((4 * sampleRateHz) / lowestHz));
    const differences: number[] = [];
    const every = Math.max(1, Math.round(0.01 / pitch.stepSeconds));
    for (let frame = 0; frame < pitch.count; frame += every) {
      const f0Hz = pitch.frequencies[frame]!;
      if (f0Hz <= 0) continue;
      // four whole periods under a Hann window: the harmonics lie on zeros of each other's side lobes
      const length = Math.round((4 * sampleRateHz) / f0Hz);
      const start = Math.round(frameTime(pitch, frame) * sampleRateHz - length / 2);
      if (start < 0 || start + length > samples.length) continue;
      stretch.values.set(samples.subarray(start, start + length));
      differences.push(harmonicDifferenceDb(stretch, length));
    }
    return differences.length > 0 ? median(differences) : null;
  });
}

/** Level of the harmonic at 4 cycles per stretch over that at 8, dB, Hann-windowed. */
function harmonicDifferenceDb({ address }: Shared<Float32Array>, length: number): number {
  const half = Math.PI / length;
  return 10 * Math.log10(kernels.harmonicRatio(address, length, Math.cos(half), Math.sin(half)));
}
