import { fftSetup, inWorkspace, kernels, type Shared, type Workspace } from "../../dsp/kernels.ts";
import { errorFilter } from "../../dsp/linear-prediction.ts";
import type { Resampler } from "../../dsp/resample-praat.ts";
import { contourStepSeconds } from "./f0-contour.ts";

/**
 * Settings of the Minsk authors' tracker for sustained phonation (IRAPT, Azarov, Vashkevich & Petrovsky 2012; the
 * authors' irapt_sus.m): rate, order of the whitening, spacing of the channels of their filter bank and how many of
 * them one band unites, range of F0, largest change between frames, and how far from a multiple of the coarse F0 a
 * partial may lie (as a fraction of F0).
 */
const rateHz = 6300;
const whiteningOrder = 8;
const channels = 360;
const unitedChannels = 4;
const [lowestHz, highestHz] = [65, 450];
const largestStep = 2;
const partialTolerance = 0.1;
/** What the lowest F0 counts against the highest: a period wins over two periods. */
const lowestWeight = 0.75;

/** Bands lie rateHz / bandCount = 33 Hz apart, so that those of 70 Hz overlap by half. */
const bandCount = 192;
const bands = bandCount / 2 - 1;
/** Points of the cosine transform that gives the correlation at every half sample. */
const lineCount = 384;
const lagsPerSample = 2;
const firstLag = lagsPerSample * Math.floor(rateHz / highestHz);
const lagCount = lagsPerSample * Math.ceil(rateHz / lowestHz) - firstLag + 1;
const frequencyAt = (index: number) => (lagsPerSample * rateHz) / (firstLag + index);

/** Amplitude and frequency (Hz) of every band in every frame, row by row. */
type Partials = { frames: number; amplitudes: Float32Array; frequencies: Float32Array };

/** Room for those of one frame; the number beyond the last band is 0 for `meanOfPartials`. */
type Row = { amplitudes: Shared<Float32Array>; frequencies: Shared<Float32Array> };

/**
 * F0 of a sustained vowel every 5 ms, Hz, as the Minsk authors track it: the whitened sound is split into bands 70 Hz
 * wide, each taken for one sinusoid whose frequency is the advance of its phase; these make a correlation over lags
 * whose best path (Viterbi) is the coarse F0; F0 is the mean of frequency / number over the partials near its
 * multiples, weighted by amplitude. There is a value for every frame, voiced or not. Departs from the authors' program
 * where it says so in `splitIntoBands`. Empty for a silent sound or one shorter than two frames.
 */
export function instantaneousF0(resample: Resampler): Float64Array {
  const { samples, durationSeconds } = resample(rateHz);
  const frames = Math.floor(durationSeconds / contourStepSeconds);
  const isSilent = samples.every((sample) => Math.abs(sample) < 1e-9);
  if (frames < 2 || isSilent) return new Float64Array(0);
  return inWorkspace((room) => {
    const row = { amplitudes: room.floats(bands + 1), frequencies: room.floats(bands + 1) };
    const partials = splitIntoBands(whitened(samples, room), frames, row, room);
    return meanOfPartials(partials, bestPath(partials, row, room), row);
  });
}

/** The sound less what its last eight samples predict. */
function whitened(x: Float64Array, room: Workspace): Float64Array {
  const a = errorFilter(x, whiteningOrder);
  const y = room.large(Float64Array, x.length);
  y.set(x);
  for (let k = 0; k < whiteningOrder; k += 2) {
    const [first, second] = [a[k]!, a[k + 1]!];
    const delay = k + 1;
    let before = 0;
    for (let i = delay; i < x.length; i++) {
      const value = x[i - delay]!;
      y[i]! += first * value + second * before;
      before = value;
    }
  }
  return y;
}

/**
 * Impulse response of a band at 0 Hz, `channels` samples either side of its middle: the authors' low-pass (Hamming
 * window, cut-off at half a channel) times the sum of neighbouring channels.
 */
function bandWindow(): Float64Array {
  return Float64Array.from({ length: 2 * channels + 1 }, (_, i) => {
    const n = i - channels;
    const turn = n / channels;
    const lowPass = n === 0 ? 1 / channels : Math.sin(Math.PI * turn) / (Math.PI * n);
    const hamming = 0.54 + 0.46 * Math.cos(Math.PI * turn);
    let united = 0;
    for (let k = 0; k < unitedChannels; k++)
      united += Math.cos(2 * Math.PI * turn * (k - (unitedChannels - 1) / 2));
    return lowPass * hamming * united;
  });
}

/** With zeros to four times `bandCount`: what folds onto the same point stands `bandCount` apart. */
const window = Float64Array.from([...bandWindow(), ...new Array(4 * bandCount - 2 * channels - 1).fill(0)]);

/**
 * One Fourier transform per frame of the windowed sound, folded to its length. The authors take the phase's advance
 * over one sample, this over one frame (no other frequency of the band has the same), which spares a second transform.
 */
function splitIntoBands(x: Float64Array, frames: number, row: Row, room: Workspace): Partials {
  const partials = {
    frames,
    amplitudes: room.large(Float32Array, frames * bands),
    frequencies: room.large(Float32Array, frames * bands),
  };
  const padded = room.large(Float32Array, x.length + window.length).fill(0);
  padded.set(x, channels);
  const taper = room.floatsOf(window);
  const stretch = room.floats(window.length);
  const [folded, work] = [room.floats(bandCount), room.floats(bandCount)];
  let [spectrum, before] = [room.floats(bandCount), room.floats(bandCount)];
  before.values.fill(0);
  const centres = room.floatsOf(
    Float64Array.from({ length: bands + 1 }, (_, k) => ((k + 1) * rateHz) / bandCount),
  );
  const turns = new Map<number, Turns>();
  const setup = fftSetup(bandCount);
  let last = 0;
  for (let frame = 0; frame < frames; frame++) {
    const centre = Math.round(frame * contourStepSeconds * rateHz);
    stretch.values.set(padded.subarray(centre, centre + window.length));
    kernels.foldedSpectrum(
      setup,
      stretch.address,
      taper.address,
      bandCount,
      channels % bandCount,
      folded.address,
      spectrum.address,
      work.address,
    );
    const advance = centre - last;
    const turn = turns.get(advance) ?? turnsOver(advance, room);
    turns.set(advance, turn);
    kernels.readBands(
      spectrum.address,
      before.address,
      turn.cosines.address,
      turn.sines.address,
      centres.address,
      rateHz / (2 * Math.PI * Math.max(1, advance)),
      bands,
      row.amplitudes.address,
      row.frequencies.address,
    );
    partials.amplitudes.set(row.amplitudes.values.subarray(0, bands), frame * bands);
    partials.frequencies.set(row.frequencies.values.subarray(0, bands), frame * bands);
    [spectrum, before] = [before, spectrum];
    last = centre;
  }
  // the first frame has none before it
  partials.frequencies.copyWithin(0, bands, 2 * bands);
  return partials;
}

type Turns = { cosines: Shared<Float32Array>; sines: Shared<Float32Array> };

/** Cosine and sine of how far the phases of the bands' middles go in `advance` samples. */
function turnsOver(advance: number, room: Workspace): Turns {
  const phases = Float64Array.from(
    { length: bands + 1 },
    (_, k) => (2 * Math.PI * (((k + 1) * advance) % bandCount)) / bandCount,
  );
  return { cosines: room.floatsOf(phases.map(Math.cos)), sines: room.floatsOf(phases.map(Math.sin)) };
}

/** Coarse F0 of every frame, Hz: the path over lags with the largest sum of weighted correlations. */
function bestPath(partials: Partials, row: Row, room: Workspace): Float64Array {
  const { frames } = partials;
  const size = lagsPerSample * lineCount;
  const setup = fftSetup(size);
  const gains = room.doublesOf(lagGains());
  const [lines, correlation, work] = [room.floats(size), room.floats(size), room.floats(size)];
  const origins = room.large(Int8Array, frames * lagCount);
  const moves = room.integers(Math.ceil(lagCount / 4));
  const places = lagCount + 2 * largestStep;
  let [totals, next] = [room.doubles(places), room.doubles(places)];
  totals.values.fill(Number.NEGATIVE_INFINITY);
  next.values.fill(Number.NEGATIVE_INFINITY);
  totals.values.fill(0, largestStep, largestStep + lagCount);
  for (let frame = 0; frame < frames; frame++) {
    readRow(partials, frame, row);
    kernels.lineCorrelation(
      setup,
      row.amplitudes.address,
      row.frequencies.address,
      bands,
      lineCount / rateHz,
      size,
      lines.address,
      correlation.address,
      work.address,
    );
    kernels.extendPaths(
      totals.address,
      correlation.address + 4 * firstLag,
      gains.address,
      next.address,
      moves.address,
      lagCount,
      largestStep,
    );
    const { buffer, byteOffset } = moves.values;
    origins.set(new Int8Array(buffer, byteOffset, lagCount), frame * lagCount);
    [totals, next] = [next, totals];
  }
  const reached = totals.values.subarray(largestStep, largestStep + lagCount);
  let place = 0;
  for (let i = 1; i < lagCount; i++) if (reached[i]! > reached[place]!) place = i;
  const path = new Float64Array(frames);
  for (let frame = frames - 1; frame >= 0; frame--) {
    path[frame] = frequencyAt(place);
    place += origins[frame * lagCount + place]!;
  }
  return path;
}

function readRow({ amplitudes, frequencies }: Partials, frame: number, row: Row): void {
  row.amplitudes.values.set(amplitudes.subarray(frame * bands, (frame + 1) * bands));
  row.frequencies.values.set(frequencies.subarray(frame * bands, (frame + 1) * bands));
}

/** Weights of the lags: the authors' preference of short ones, and what the sharing between two points takes away. */
function lagGains(): Float64Array {
  return Float64Array.from({ length: lagCount }, (_, i) => {
    const place = Math.min(1, Math.max(0, (frequencyAt(i) - lowestHz) / (highestHz - lowestHz)));
    const x = (Math.PI * (firstLag + i)) / (lagsPerSample * lineCount);
    return (lowestWeight + (1 - lowestWeight) * place) * (x / Math.sin(x)) ** 2;
  });
}

function meanOfPartials(partials: Partials, coarseHz: Float64Array, row: Row): Float64Array {
  // nothing times what happened to stand here may not be a number
  row.amplitudes.values[bands] = 0;
  row.frequencies.values[bands] = 0;
  return coarseHz.map((coarse, frame) => {
    readRow(partials, frame, row);
    const { amplitudes, frequencies } = row;
    return kernels.meanOfPartials(amplitudes.address, frequencies.address, bands, coarse, partialTolerance);
  });
}
