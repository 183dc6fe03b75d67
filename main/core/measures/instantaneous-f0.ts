import { RealFft } from "../dsp/fft.ts";
import { contourStepSeconds } from "./f0-contour.ts";
import { errorFilter } from "./linear-prediction.ts";
import type { Resampler } from "./resample-praat.ts";

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
  const partials = splitIntoBands(whitened(samples), frames);
  return meanOfPartials(partials, bestPath(partials));
}

/** The sound less what its last eight samples predict. */
function whitened(x: Float64Array): Float64Array {
  const a = errorFilter(x, whiteningOrder);
  const y = x.slice();
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
function splitIntoBands(x: Float64Array, frames: number): Partials {
  const fft = new RealFft(bandCount);
  const amplitudes = new Float32Array(frames * bands);
  const frequencies = new Float32Array(frames * bands);
  const folded = new Float32Array(bandCount);
  const before = new Float32Array(bandCount);
  const padded = new Float64Array(x.length + window.length);
  padded.set(x, channels);
  let last = 0;
  for (let frame = 0; frame < frames; frame++) {
    const centre = Math.round(frame * contourStepSeconds * rateHz);
    fold(padded, centre, folded);
    const spectrum = fft.packedSpectrum(folded);
    const row = frame * bands;
    readBands(spectrum, before, centre - last, amplitudes, frequencies, row);
    before.set(spectrum);
    last = centre;
  }
  // the first frame has none before it
  frequencies.copyWithin(0, bands, 2 * bands);
  return { frames, amplitudes, frequencies };
}

/** Amplitudes, and frequencies by how far the phases went in `advance` samples beyond those of the bands' middles. */
function readBands(
  spectrum: Float32Array,
  before: Float32Array,
  advance: number,
  amplitudes: Float32Array,
  frequencies: Float32Array,
  row: number,
): void {
  const hertz = rateHz / (2 * Math.PI * advance);
  for (let k = 1; k <= bands; k++) {
    const re = spectrum[2 * k]!;
    const im = spectrum[2 * k + 1]!;
    const re0 = before[2 * k]!;
    const im0 = before[2 * k + 1]!;
    const x = re * re0 + im * im0;
    const y = im * re0 - re * im0;
    const turn = (k * advance) % bandCount;
    const cosine = turns[2 * turn]!;
    const sine = turns[2 * turn + 1]!;
    amplitudes[row + k - 1] = Math.sqrt(re * re + im * im);
    frequencies[row + k - 1] =
      (k * rateHz) / bandCount + hertz * angle(y * cosine - x * sine, x * cosine + y * sine);
  }
}

const turns = rotations();

/** Cosine and sine of the turns k / `bandCount`. */
function rotations(): Float64Array {
  return Float64Array.from({ length: 2 * bandCount }, (_, i) => {
    const phase = (2 * Math.PI * (i >> 1)) / bandCount;
    return i % 2 ? Math.sin(phase) : Math.cos(phase);
  });
}

/** The windowed sound about a sample, wrapped so that this sample comes first (phases are those of the middle). */
function fold(padded: Float64Array, centre: number, out: Float32Array): void {
  const middle = channels % bandCount;
  for (let j = 0; j < bandCount; j++) {
    const i = centre + j;
    const sum =
      window[j]! * padded[i]! +
      window[j + bandCount]! * padded[i + bandCount]! +
      window[j + 2 * bandCount]! * padded[i + 2 * bandCount]! +
      window[j + 3 * bandCount]! * padded[i + 3 * bandCount]!;
    out[j < middle ? j + bandCount - middle : j - middle] = sum;
  }
}

/** atan2 to 1e-5 rad: a polynomial of odd powers (Hastings 1955), many times faster than the exact one. */
function angle(y: number, x: number): number {
  const a = Math.abs(x);
  const b = Math.abs(y);
  const ratio = a > b ? b / a : a / (b + 1e-300);
  const square = ratio * ratio;
  let result =
    ((((0.0208351 * square - 0.085133) * square + 0.180141) * square - 0.3302995) * square + 0.999866) *
    ratio;
  if (b >= a) result = Math.PI / 2 - result;
  if (x < 0) result = Math.PI - result;
  return y < 0 ? -result : result;
}

/** Coarse F0 of every frame, Hz: the path over lags with the largest sum of weighted correlations. */
function bestPath({ frames, amplitudes, frequencies }: Partials): Float64Array {
  const fft = new RealFft(lagsPerSample * lineCount);
  const gains = lagGains();
  const line = new Float32Array(lineCount);
  const origins = new Int8Array(frames * lagCount);
  let totals = new Float64Array(lagCount + 2 * largestStep).fill(Number.NEGATIVE_INFINITY);
  let next = totals.slice();
  totals.fill(0, largestStep, largestStep + lagCount);
  for (let frame = 0; frame < frames; frame++) {
    drawLines(amplitudes, frequencies, frame * bands, line);
    const correlation = fft.inversePacked(line, 1);
    extendPaths(totals, correlation, gains, next, origins, frame * lagCount);
    const held = totals;
    totals = next;
    next = held;
  }
  let place = 0;
  for (let i = 1; i < lagCount; i++) if (totals[largestStep + i]! > totals[largestStep + place]!) place = i;
  const path = new Float64Array(frames);
  for (let frame = frames - 1; frame >= 0; frame--) {
    path[frame] = frequencyAt(place);
    place += origins[frame * lagCount + place]!;
  }
  return path;
}

/** Power of the bands at their frequencies, each shared by the two nearest points, as real parts of a packed spectrum. */
function drawLines(
  amplitudes: Float32Array,
  frequencies: Float32Array,
  from: number,
  line: Float32Array,
): void {
  line.fill(0);
  for (let i = from; i < from + bands; i++) {
    const position = frequencies[i]! * (lineCount / rateHz);
    const left = position | 0;
    if (left < 1 || left + 1 >= lineCount / 2) continue;
    const power = amplitudes[i]! * amplitudes[i]!;
    line[2 * left]! += power * (1 - (position - left));
    line[2 * left + 2]! += power * (position - left);
  }
}

/** Weights of the lags: the authors' preference of short ones, and what the sharing between two points takes away. */
function lagGains(): Float64Array {
  return Float64Array.from({ length: lagCount }, (_, i) => {
    const place = Math.min(1, Math.max(0, (frequencyAt(i) - lowestHz) / (highestHz - lowestHz)));
    const x = (Math.PI * (firstLag + i)) / (lagsPerSample * lineCount);
    return (lowestWeight + (1 - lowestWeight) * place) * (x / Math.sin(x)) ** 2;
  });
}

function extendPaths(
  totals: Float64Array,
  correlation: Float32Array,
  gains: Float64Array,
  next: Float64Array,
  origins: Int8Array,
  row: number,
): void {
  for (let i = 0; i < lagCount; i++) {
    let origin = 0;
    for (let k = 1; k <= 2 * largestStep; k++) if (totals[i + k]! > totals[i + origin]!) origin = k;
    next[largestStep + i] = totals[i + origin]! + correlation[firstLag + i]! * gains[i]!;
    origins[row + i] = origin - largestStep;
  }
}

function meanOfPartials({ frames, amplitudes, frequencies }: Partials, coarseHz: Float64Array): Float64Array {
  const f0Hz = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    const coarse = coarseHz[frame]!;
    let sum = 0;
    let weight = 0;
    for (let i = frame * bands; i < (frame + 1) * bands; i++) {
      const ratio = frequencies[i]! / coarse;
      const number = Math.floor(ratio + 0.5);
      if (number < 1 || Math.abs(ratio - number) > partialTolerance) continue;
      sum += (amplitudes[i]! * frequencies[i]!) / number;
      weight += amplitudes[i]!;
    }
    f0Hz[frame] = weight > 0 ? sum / weight : coarse;
  }
  return f0Hz;
}
