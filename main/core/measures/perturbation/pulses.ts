import type { Sound } from "../../../../shared/domain/sound.ts";
import { nextFastLength } from "../../dsp/fft.ts";
import { frameTime, sampleAt, timeOfSample } from "../../dsp/frame-grid.ts";
import { parabolicMaximum } from "../../dsp/interpolation.ts";
import { fftSetup, inWorkspace, kernels, type Shared, type Workspace } from "../../dsp/kernels.ts";
import { type Pitch, pitchAt } from "../pitch/pitch.ts";

type Triple = [number, number, number];

/** Where the waveform is most similar to that around another time. */
type Match = { seconds: number; correlation: number; peak: number };

/**
 * Times of the glottal pulses, s, ascending: Praat's "To PointProcess (cc)" of a sound and its pitch (6.3). In each
 * voiced stretch the largest extremum near the middle is the first; from it, pulse by pulse, the time 0.8 to 1.25
 * periods away where the waveform of one period correlates best.
 */
export function pulses(signal: Sound, pitch: Pitch): Float64Array {
  return inWorkspace((room) => allPulses(new PulseFinder(signal, room), pitch));
}

function allPulses(finder: PulseFinder, pitch: Pitch): Float64Array {
  const found: number[] = [];
  let addedRight = Number.NEGATIVE_INFINITY;
  for (const [left, right] of voicedStretches(pitch)) {
    const middle = (left + right) / 2;
    const frequency = pitchAt(pitch, middle);
    if (frequency === null) continue;
    const first = finder.extremum(middle - 0.5 / frequency, middle + 0.5 / frequency);
    found.push(first);
    for (const pulse of pulsesBefore(finder, pitch, first, left, addedRight)) found.push(pulse);
    for (const pulse of pulsesAfter(finder, pitch, first, right)) {
      found.push(pulse);
      addedRight = pulse;
    }
  }
  return Float64Array.from(new Set(found)).sort();
}

/** Stretches of voiced frames, each widened by half a frame, s. */
export function voicedStretches(pitch: Pitch): [number, number][] {
  const { count, stepSeconds, durationSeconds, frequencies } = pitch;
  const stretches: [number, number][] = [];
  for (let from = 0; from < count; from++) {
    if (!frequencies[from]) continue;
    let to = from;
    while (to + 1 < count && frequencies[to + 1]) to++;
    const left = Math.max(0, frameTime(pitch, from) - 0.5 * stepSeconds);
    const right = Math.min(durationSeconds, frameTime(pitch, to) + 0.5 * stepSeconds);
    if (left < durationSeconds - 0.5 * stepSeconds) stretches.push([left, right]);
    from = to;
  }
  return stretches;
}

function pulsesBefore(
  finder: PulseFinder,
  pitch: Pitch,
  first: number,
  left: number,
  addedRight: number,
): number[] {
  const found: number[] = [];
  for (let time = first; ; ) {
    const frequency = pitchAt(pitch, time);
    if (frequency === null) return found;
    const match = finder.mostSimilar(time, frequency, -1.25, -0.8);
    time = match ? match.seconds : time - 1 / frequency;
    // A short unvoiced stretch is not filled from both sides.
    const isFree = time - addedRight > 0.8 / frequency;
    if (time < left) {
      if (match && finder.isClear(match) && isFree) found.push(time);
      return found;
    }
    if (match && finder.isAudible(match) && isFree) found.push(time);
  }
}

function pulsesAfter(finder: PulseFinder, pitch: Pitch, first: number, right: number): number[] {
  const found: number[] = [];
  for (let time = first; ; ) {
    const frequency = pitchAt(pitch, time);
    if (frequency === null) return found;
    const match = finder.mostSimilar(time, frequency, 0.8, 1.25);
    time = match ? match.seconds : time + 1 / frequency;
    if (time > right) {
      if (match && finder.isClear(match)) found.push(time);
      return found;
    }
    if (match && finder.isAudible(match)) found.push(time);
  }
}

/** What a search works on: the waveform here and there, their correlation; room for `size` numbers each. */
type Buffers = Record<"here" | "there" | "spectrum" | "work", Shared<Float32Array>> & {
  size: number;
  correlations: Shared<Float64Array>;
};

class PulseFinder {
  readonly #signal: Sound;
  readonly #room: Workspace;
  readonly #globalPeak: number;
  #buffers: Buffers | undefined;

  constructor(signal: Sound, room: Workspace) {
    const { samples } = signal;
    this.#signal = signal;
    this.#room = room;
    let peak = 0;
    for (let i = 0; i < samples.length; i++) {
      const height = Math.abs(samples[i]!);
      if (height > peak) peak = height;
    }
    this.#globalPeak = peak;
  }

  /** Good enough for a pulse just outside the voiced stretch. */
  isClear({ correlation, peak }: Match): boolean {
    return correlation > 0.7 && peak > 0.023333 * this.#globalPeak;
  }

  /** Good enough for a pulse inside the voiced stretch. */
  isAudible({ correlation, peak }: Match): boolean {
    return correlation > 0.3 && (peak === 0 || peak > 0.01 * this.#globalPeak);
  }

  /** Time of the sample that is farthest from zero, refined by a parabola. */
  extremum(fromSeconds: number, toSeconds: number): number {
    const { samples } = this.#signal;
    const from = Math.max(0, Math.floor(sampleAt(this.#signal, fromSeconds)));
    const to = Math.min(samples.length - 1, Math.ceil(sampleAt(this.#signal, toSeconds)));
    if (to < from) return (fromSeconds + toSeconds) / 2;
    let lowest = from;
    let highest = from;
    for (let i = from + 1; i <= to; i++) {
      if (samples[i]! < samples[lowest]!) lowest = i;
      if (samples[i]! > samples[highest]!) highest = i;
    }
    if (samples[lowest] === samples[highest]) return timeOfSample(this.#signal, (from + to) / 2);
    const at = Math.abs(samples[lowest]!) > Math.abs(samples[highest]!) ? lowest : highest;
    if (at === from || at === to) return timeOfSample(this.#signal, at);
    return timeOfSample(
      this.#signal,
      at + parabolicMaximum(samples[at - 1]!, samples[at]!, samples[at + 1]!).index,
    );
  }

  /** Best match of the period around `time`, `fromPeriods` to `toPeriods` away; null where there is no maximum. */
  mostSimilar(time: number, frequencyHz: number, fromPeriods: number, toPeriods: number): Match | null {
    const half = 0.5 / frequencyHz;
    const left = Math.floor(sampleAt(this.#signal, time - half) + 0.5);
    const right = Math.floor(sampleAt(this.#signal, time + half) + 0.5);
    const first = Math.floor(sampleAt(this.#signal, time + fromPeriods / frequencyHz - half));
    const last = Math.ceil(sampleAt(this.#signal, time + toPeriods / frequencyHz - half));
    const length = right - left + 1;
    const correlations = this.#correlations(left, first, length, last - first + 1);
    const best = highestLocalMaximum(correlations);
    if (best === null) return null;
    const [before, height, after] = [best - 1, best, best + 1].map((i) => correlations[i] ?? 0) as Triple;
    // Praat takes the peak of the window one sample after the best one.
    const peak = this.#peak(first + best + 1, left, length);
    const isFlat = 2 * height - before - after === 0;
    const vertex = isFlat ? { index: 0, value: height } : parabolicMaximum(before, height, after);
    const seconds = time + (first + best + vertex.index - left) / this.#signal.sampleRateHz;
    return { seconds, correlation: vertex.value, peak };
  }

  /**
   * Normalised correlation of the window at `left` with those that start at `first`, `first + 1` ...; samples outside the
   * recording do not count.
   */
  #correlations(left: number, first: number, length: number, count: number): Float64Array {
    const { samples } = this.#signal;
    const span = length + count;
    const isInside = Math.min(left, first) >= 0 && Math.max(left + length, first + span) <= samples.length;
    if (!isInside) return edgeCorrelations(samples, left, first, length, count);
    const size = nextFastLength(span);
    const { here, there, spectrum, work, correlations } = this.#buffersFor(size);
    here.values.set(samples.subarray(left, left + length));
    here.values.fill(0, length, size);
    there.values.set(samples.subarray(first, first + span));
    there.values.fill(0, span, size);
    const [x, y] = [here.address, there.address];
    const energy = kernels.energy(x, length);
    kernels.crossCorrelate(fftSetup(size), x, y, spectrum.address, work.address, size);
    kernels.normaliseShifts(x, energy, y, length, count, size, correlations.address);
    return correlations.values.subarray(0, count);
  }

  #buffersFor(size: number): Buffers {
    if (this.#buffers && this.#buffers.size >= size) return this.#buffers;
    const floats = () => this.#room.floats(size);
    const correlations = this.#room.doubles(size);
    this.#buffers = {
      size,
      here: floats(),
      there: floats(),
      spectrum: floats(),
      work: floats(),
      correlations,
    };
    return this.#buffers;
  }

  #peak(start: number, left: number, length: number): number {
    const { samples } = this.#signal;
    const from = start + Math.max(0, -left);
    const to = Math.min(samples.length, start + Math.min(length, samples.length - left));
    let peak = 0;
    for (let i = Math.max(0, from); i < to; i++) {
      const height = Math.abs(samples[i]!);
      if (height > peak) peak = height;
    }
    return peak;
  }
}

/** `#correlations` by its definition, where a window reaches beyond the recording. */
function edgeCorrelations(samples: Float32Array, left: number, first: number, length: number, count: number) {
  return Float64Array.from({ length: count }, (_, i) => {
    let [product, energyHere, energyThere] = [0, 0, 0];
    for (let j = 0; j < length; j++) {
      const here = samples[left + j];
      const there = samples[first + i + j];
      if (here === undefined || there === undefined) continue;
      product += here * there;
      energyHere += here * here;
      energyThere += there * there;
    }
    return energyHere * energyThere > 0 ? product / Math.sqrt(energyHere * energyThere) : 0;
  });
}

/**
 * Index of the highest value that is no lower than its neighbours; -1, standing for a value of 0 before the first,
 * where only that one is; the last value has no successor and is never it. Null where there is none.
 */
function highestLocalMaximum(values: Float64Array): number | null {
  let best = 0 >= values[0]! ? -1 : null;
  let height = best === null ? Number.NEGATIVE_INFINITY : 0;
  let before = 0;
  for (let i = 0; i + 1 < values.length; i++) {
    const value = values[i]!;
    if (value > height && value >= before && value >= values[i + 1]!) {
      best = i;
      height = value;
    }
    before = value;
  }
  return best;
}
