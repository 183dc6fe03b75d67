import type { Measures } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { DoubleFft } from "../../dsp/double-fft.ts";
import {
  type Address,
  fftSetup,
  inWorkspace,
  kernels,
  type Shared,
  type Workspace,
} from "../../dsp/kernels.ts";
import { medianInPlace } from "../../dsp/median.ts";
import { rememberLast } from "../../dsp/remember-last.ts";
import { type Resampled, resampler } from "../../dsp/resample-praat.ts";

/** Parameters of Praat's "To PowerCepstrogram" and "Get CPPS". */
export type CppsSettings = {
  /** Sets the window: Gaussian, 6 / floor seconds long. */
  pitchFloorHz: number;
  timeStepSeconds: number;
  maximumFrequencyHz: number;
  preEmphasisFromHz: number;
  timeAveragingSeconds: number;
  quefrencyAveragingSeconds: number;
  /** The peak is sought between 1 / peakCeilingHz and 1 / peakFloorHz. */
  peakFloorHz: number;
  peakCeilingHz: number;
};

/** "To PowerCepstrogram: 60, 0.002, 5000, 50", "Get CPPS: no, 0.01, 0.001, 60, 330, 0.05, parabolic, 0.001, 0, straight, robust". */
export const avqiCpps: CppsSettings = {
  pitchFloorHz: 60,
  timeStepSeconds: 0.002,
  maximumFrequencyHz: 5000,
  preEmphasisFromHz: 50,
  timeAveragingSeconds: 0.01,
  quefrencyAveragingSeconds: 0.001,
  peakFloorHz: 60,
  peakCeilingHz: 330,
};

/**
 * `cpps` (dB): smoothed cepstral peak prominence, as Praat 6.3.07 with the settings of AVQI.
 * Missing: `too-short` below 0.1 s, `silent` where all samples are equal.
 */
export function cppsMeasures(signal: Sound, resample = resampler(signal)): Measures {
  const unit = "dB";
  if (signal.samples.length / signal.sampleRateHz < 6 / avqiCpps.pitchFloorHz)
    return { cpps: { value: null, unit, missing: "too-short" } };
  if (signal.samples.every((sample) => sample === signal.samples[0]))
    return { cpps: { value: null, unit, missing: "silent" } };
  const narrow = resample(2 * avqiCpps.maximumFrequencyHz);
  return { cpps: { value: cpps(narrow, avqiCpps), unit } };
}

/**
 * Smoothed cepstral peak prominence, dB: mean over frames of peak minus trend line of the power cepstrum, averaged
 * over time and quefrency (Hillenbrand & Houde 1996; Praat 6.3, LPC/PowerCepstrogram.cpp). Beyond 1 s frames are taken
 * at twice the time step, averaged with weights of the same spread, and the mean runs over every second of them:
 * neighbours share nine tenths of their window, the result moves by a few hundredths of a dB.
 * @param narrow the sound at twice the maximum frequency, see `resamplePraat`; at least one window long.
 */
export function cpps(narrow: Resampled, settings: CppsSettings): number {
  return inWorkspace((room) => meanProminence(narrow, settings, room));
}

function meanProminence(narrow: Resampled, settings: CppsSettings, room: Workspace): number {
  const isLong = narrow.durationSeconds > 1;
  const every = isLong ? 2 : 1;
  const reach = Math.floor(settings.timeAveragingSeconds / settings.timeStepSeconds / 2);
  const weights = isLong ? sameSpread(2 * reach + 1) : new Float64Array(2 * reach + 1).fill(1);
  const timeStepSeconds = every * settings.timeStepSeconds;
  const cepstra = powerCepstra(narrow, { ...settings, timeStepSeconds }, weights.length, room);
  const { quefrencies } = cepstra;
  const half = Math.round(settings.quefrencyAveragingSeconds * narrow.sampleRateHz) / 2;
  const shortest = Math.max(1, Math.ceil(narrow.sampleRateHz / settings.peakCeilingHz));
  const longest = Math.min(quefrencies - 2, Math.floor(narrow.sampleRateHz / settings.peakFloorHz));
  const averaged = room.floats(quefrencies).address;
  const levels = room.floats(quefrencies).address;
  const scratch = room.floats(quefrencies).address;
  const averageOverTime = averager(cepstra, weights, averaged, room);
  let [sum, count] = [0, 0];
  for (let frame = 0; frame < cepstra.frames; frame += every, count++) {
    averageOverTime(frame);
    kernels.smoothedLevels(averaged, quefrencies, half, levels);
    const slope = kernels.theilLine(levels, quefrencies, scratch);
    sum += kernels.highestRise(levels, shortest, longest, slope, kernels.second());
  }
  return sum / count;
}

/** Three weights at twice the step with the spread (second moment) of `length` equal ones. */
function sameSpread(length: number): Float64Array {
  const spread = (length * length - 1) / 12;
  const outer = spread / (8 - 2 * spread);
  return outer > 0 ? Float64Array.of(outer, 1, outer) : Float64Array.of(1, 1, 1);
}

/** Power cepstra frame by frame: `frames` rows of `quefrencies` numbers, quefrency step 1 / rate. */
export type PowerCepstrogram = { frames: number; quefrencies: number; power: Float64Array };

/** Praat's "To PowerCepstrogram" (6.3); the scale is arbitrary, prominence does not need it. */
export function powerCepstrogram(sound: Resampled, settings: CppsSettings): PowerCepstrogram {
  return inWorkspace((room) => {
    const { frames, quefrencies, at } = powerCepstra(sound, settings, 1, room);
    const power = new Float64Array(frames * quefrencies);
    for (let frame = 0; frame < frames; frame++) power.set(at(frame).values, frame * quefrencies);
    return { frames, quefrencies, power };
  });
}

type PowerCepstra = {
  frames: number;
  quefrencies: number;
  /** Power cepstrum of a frame, not before the last one asked for less the number kept. */
  at: (frame: number) => Shared<Float32Array>;
};

/**
 * Power cepstra in the order of time, the last `kept` of which can be asked for again; quefrency step 1 / rate. The
 * scale is arbitrary, prominence does not need it.
 */
function powerCepstra(sound: Resampled, settings: CppsSettings, kept: number, room: Workspace): PowerCepstra {
  const { sampleRateHz, durationSeconds } = sound;
  const windowSeconds = 6 / settings.pitchFloorHz;
  const step = settings.timeStepSeconds;
  const frames = Math.floor((durationSeconds - windowSeconds) / step + 1e-9) + 1;
  const firstFrame = 0.5 * (durationSeconds - frames * step + step);
  const window = gaussianWindow(Math.round(windowSeconds * sampleRateHz));
  const size = 2 ** Math.ceil(Math.log2(window.length));
  const quefrencies = size / 2 + 1;
  const rows = Array.from({ length: kept }, () => room.floats(quefrencies));
  const emphasised = preEmphasise(sound.samples, sampleRateHz, settings.preEmphasisFromHz, room);
  const isPrecise = sound.bandwidthHz < sampleRateHz / 2;
  const write = (isPrecise ? preciseWriter : plainWriter)(emphasised, window, size, room);
  let made = 0;
  const at = (frame: number) => {
    for (; made <= frame; made++) {
      const time = firstFrame + made * step - windowSeconds / 2;
      write(Math.round((time - sound.firstTimeSeconds) * sampleRateHz), rows[made % kept]!.address);
    }
    return rows[frame % kept]!;
  };
  return { frames, quefrencies, at };
}

/** Writes the power cepstrum of the windowed frame that begins at a sample. */
type CepstrumWriter = (start: number, cepstrum: Address) => void;

function plainWriter(
  samples: Float64Array,
  window: Float64Array,
  size: number,
  room: Workspace,
): CepstrumWriter {
  const setup = fftSetup(size);
  const taper = room.floatsOf(window).address;
  const x = room.floats(size).address;
  const spectrum = room.floats(size).address;
  const work = room.floats(size).address;
  const frameAt = frameReader(samples, window.length, room.floats(framesAtOnce * window.length));
  return (start, cepstrum) => {
    kernels.centredFrame(frameAt(start), taper, window.length, size, x);
    kernels.powerCepstrum(setup, x, spectrum, work, size, 1e-30, cepstrum);
  };
}

/**
 * With the spectrum in 64 bits, for a sound that was resampled upwards: the logarithm gives an empty band as much weight as
 * a full one, and there the rounding of 32 bits would count.
 */
function preciseWriter(
  samples: Float64Array,
  window: Float64Array,
  size: number,
  room: Workspace,
): CepstrumWriter {
  const fft = new DoubleFft(size);
  const setup = fftSetup(size);
  const taper = room.doublesOf(window).address;
  const block = room.doubles(size);
  block.values.fill(0);
  const power = room.doubles(size / 2 + 1);
  const levels = room.floats(power.length).address;
  const x = room.floats(size).address;
  const spectrum = room.floats(size).address;
  const work = room.floats(size).address;
  const frameAt = frameReader(samples, window.length, room.doubles(framesAtOnce * window.length));
  return (start, cepstrum) => {
    kernels.centredDoubles(frameAt(start), taper, window.length, block.address);
    fft.transform(block.address, power.address);
    kernels.logDoubles(power.address, power.length, 1e-300, levels);
    kernels.cepstrumOfLevels(setup, levels, spectrum, x, work, size, cepstrum);
  };
}

/** How many frames' samples lie in the kernels' memory, whose size is not to grow with the recording. */
const framesAtOnce = 16;

/**
 * Gives the address of the `length` samples from one on, zeros where there are none. They are read on where they are not in
 * `stretch`: then what it gave before is no longer valid.
 */
function frameReader(
  samples: Float64Array,
  length: number,
  stretch: Shared<Float32Array> | Shared<Float64Array>,
): (start: number) => Address {
  const bytes = stretch.values.BYTES_PER_ELEMENT;
  let [first, end] = [0, 0];
  return (start) => {
    if (start < first || start + length > end) {
      [first, end] = [start, start + stretch.length];
      const values = stretch.values.fill(0);
      values.set(samples.subarray(Math.max(0, first), Math.max(0, end)), Math.max(0, -first));
    }
    return stretch.address + bytes * (start - first);
  };
}

/** First difference with factor exp(-2 pi f / rate): +6 dB per octave above `fromHz`. */
export function preEmphasise(
  samples: Float64Array,
  sampleRateHz: number,
  fromHz: number,
  room: Workspace,
): Float64Array {
  const factor = Math.exp((-2 * Math.PI * fromHz) / sampleRateHz);
  const emphasised = room.large(Float64Array, samples.length);
  emphasised.set(samples.subarray(0, 1));
  for (let i = 1; i < samples.length; i++) emphasised[i] = samples[i]! - factor * samples[i - 1]!;
  return emphasised;
}

/** Praat's Gaussian window: exp(-48 phase^2) lowered to zero at the edges, phase -0.5..0.5. */
export const gaussianWindow: (length: number) => Float64Array = rememberLast((length) => {
  const edge = Math.exp(-12);
  const middle = (length - 1) / 2;
  return Float64Array.from(
    { length },
    (_, i) => (Math.exp(-48 * ((i - middle) / (length + 1)) ** 2) - edge) / (1 - edge),
  );
});

/** What writes the weighted mean of the frames about one to `out`; at the ends of those that there are. */
function averager(
  cepstra: PowerCepstra,
  weights: Float64Array,
  out: Address,
  room: Workspace,
): (frame: number) => void {
  const reach = (weights.length - 1) / 2;
  const rows = room.integers(weights.length);
  const shares = room.floats(weights.length);
  return (frame) => {
    const first = Math.max(0, frame - reach);
    const last = Math.min(cepstra.frames - 1, frame + reach);
    let total = 0;
    for (let f = first; f <= last; f++) total += weights[f - frame + reach]!;
    for (let f = first; f <= last; f++) {
      rows.values[f - first] = cepstra.at(f).address;
      shares.values[f - first] = weights[f - frame + reach]! / total;
    }
    kernels.weightedRows(rows.address, shares.address, last - first + 1, out, cepstra.quefrencies);
  };
}

/**
 * Theil's incomplete robust line through (i, y[i]) as in Praat's "robust" fit: slope = median of the slopes between
 * point i and point i + ceil(n / 2), intercept = median of the residues (Praat 6.3, NUMlineFit_theil).
 * @param scratch as long as `y`, overwritten
 */
export function theilLine(
  y: Float64Array,
  scratch: Float64Array = new Float64Array(y.length),
): [slope: number, intercept: number] {
  const pairs = Math.floor(y.length / 2);
  const shift = y.length - pairs;
  for (let i = 0; i < pairs; i++) scratch[i] = (y[i + shift]! - y[i]!) / shift;
  const slope = medianInPlace(scratch.subarray(0, pairs));
  for (let i = 0; i < y.length; i++) scratch[i] = y[i]! - slope * i;
  return [slope, medianInPlace(scratch)];
}
