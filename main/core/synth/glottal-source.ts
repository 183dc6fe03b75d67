import type { Random } from "../dsp/random.ts";
import { hann } from "../dsp/windows.ts";

/** A sinusoidal modulation of F0: peak deviation as a fraction of F0. */
export type Modulation = { frequencyHz: number; depth: number };

export type F0Settings = {
  meanHz: number;
  /** Straight-line change, semitones per second, through the mean at `centreSeconds`. */
  driftSemitonesPerSecond: number;
  centreSeconds: number;
  /** Slow irregular movement (0.2 to 3 Hz), standard deviation in semitones. */
  wanderSemitones: number;
  /** Tremor (3-8 Hz), flutter (9-14 Hz) or both. */
  modulations: Modulation[];
};

/** F0 in Hz at a time in seconds. */
export type F0Contour = (seconds: number) => number;

const wanderComponents = 8;

/** F0 contour by the settings; phases, and the frequencies of the wander, are random. */
export function f0Contour(settings: F0Settings, random: Random): F0Contour {
  const { meanHz, driftSemitonesPerSecond, centreSeconds, wanderSemitones } = settings;
  const phase = () => 2 * Math.PI * random.uniform();
  const modulations = settings.modulations.map((modulation) => ({ ...modulation, phase: phase() }));
  const wander = Array.from({ length: wanderComponents }, () => ({
    frequencyHz: 0.2 * 15 ** random.uniform(),
    depth: wanderSemitones * Math.sqrt(2 / wanderComponents),
    phase: phase(),
  }));
  const sum = (sines: typeof wander, t: number) =>
    sines.reduce((total, s) => total + s.depth * Math.sin(2 * Math.PI * s.frequencyHz * t + s.phase), 0);
  return (t) => {
    const semitones = driftSemitonesPerSecond * (t - centreSeconds) + sum(wander, t);
    return meanHz * 2 ** (semitones / 12) * (1 + sum(modulations, t));
  };
}

/** Glottal pulses in order of time. */
export type PulseTrain = {
  /** Instants of glottal closure, where the vocal tract is excited, s. */
  closureSeconds: Float64Array;
  /** Time since the closure before, s. */
  periodSeconds: Float64Array;
  /** Strength of the excitation, 1 = normal. */
  amplitudes: Float64Array;
};

export type PulseSettings = {
  f0: F0Contour;
  startSeconds: number;
  endSeconds: number;
  /** Expected local jitter, mean |T(k) - T(k-1)| / mean T, as a fraction: each period is lengthened by an independent normal factor. */
  jitter: number;
  /** Expected local shimmer, mean |A(k) - A(k-1)| / mean A, as a fraction, made likewise. */
  shimmer: number;
  /** Envelope of the excitation at a time. */
  gain: (seconds: number) => number;
};

/** Mean |x - y| of two independent normal numbers is 2 / sqrt(pi) of their standard deviation. */
const deviationPerMeanDifference = Math.sqrt(Math.PI) / 2;

/** Pulses from start to end; those where the gain is 0 are left out. */
export function pulseTrain(settings: PulseSettings, random: Random): PulseTrain {
  const { f0, startSeconds, endSeconds, gain } = settings;
  const [jitter, shimmer] = [settings.jitter, settings.shimmer].map((x) => x * deviationPerMeanDifference);
  const pulses: [number, number, number][] = [];
  for (let closure = startSeconds; ; ) {
    const period = (1 + jitter! * random.normal()) / f0(closure + 0.5 / f0(closure));
    const amplitude = Math.max(0, 1 + shimmer! * random.normal());
    closure += period;
    if (closure >= endSeconds) break;
    const strength = gain(closure) * amplitude;
    if (strength > 0) pulses.push([closure, period, strength]);
  }
  const column = (i: 0 | 1 | 2) => Float64Array.from(pulses, (pulse) => pulse[i]);
  return { closureSeconds: column(0), periodSeconds: column(1), amplitudes: column(2) };
}

/** Share of the open phase in which the glottis opens: 40 % of the period opening, 16 % closing (Rosenberg 1971, type C). */
const openingShare = 40 / 56;

/** Pulses are drawn at this rate at least, then reduced: at 8 kHz aliases would stand 20 dB below the formants of /i/. */
const drawingRateHz = 32000;

/**
 * The derivative of glottal flow, sampled: Rosenberg's pulse C (J. Acoust. Soc. Am. 49, 583-590, 1971) with the
 * given open quotient, ending at each closure, its slope there minus the amplitude whatever the period. Closures
 * fall between samples without being moved.
 */
export function renderPulses(
  pulses: PulseTrain,
  openQuotient: number,
  sampleRateHz: number,
  length: number,
): Float64Array {
  const factor = Math.ceil(drawingRateHz / sampleRateHz);
  return decimate(drawPulses(pulses, openQuotient, sampleRateHz * factor, length * factor), factor);
}

/** Every sample is the pulse weighted with a triangle of two sampling intervals, in closed form: aliases fall by sinc^2. */
function drawPulses(
  pulses: PulseTrain,
  openQuotient: number,
  sampleRateHz: number,
  length: number,
): Float64Array {
  const source = new Float64Array(length);
  pulses.closureSeconds.forEach((closure, k) => {
    const open = openQuotient * pulses.periodSeconds[k]! * sampleRateHz;
    const opening = openingShare * open;
    const closing = open - opening;
    const peak = (pulses.amplitudes[k]! * 2 * closing) / Math.PI;
    const start = closure * sampleRateHz - open;
    const first = Math.max(0, Math.ceil(start) - 1);
    let before = 0;
    let here = flowIntegral(first - start, opening, closing);
    for (let n = first; n < start + open + 1 && n < length; n++) {
      const after = flowIntegral(n + 1 - start, opening, closing);
      source[n]! += peak * (after - 2 * here + before);
      before = here;
      here = after;
    }
  });
  return source;
}

/** Every `factor`-th sample after a low-pass at 94 % of the new Nyquist frequency: a Hann-windowed sinc, without delay. */
function decimate(signal: Float64Array, factor: number): Float64Array {
  if (factor === 1) return signal;
  const half = 16 * factor;
  const cutoff = 0.94 / factor;
  const window = hann(2 * half + 1, "symmetric");
  const filter = window.map((weight, i) => {
    const x = Math.PI * cutoff * (i - half);
    return weight * cutoff * (x === 0 ? 1 : Math.sin(x) / x);
  });
  const reduced = new Float64Array(signal.length / factor);
  for (let n = 0; n < reduced.length; n++) {
    let sum = 0;
    const first = n * factor - half;
    const from = Math.max(0, -first);
    const to = Math.min(filter.length, signal.length - first);
    for (let i = from; i < to; i++) sum += filter[i]! * signal[first + i]!;
    reduced[n] = sum;
  }
  return reduced;
}

/** Integral of the flow pulse (peak 1) from its start to time t; all times in samples. */
function flowIntegral(t: number, opening: number, closing: number): number {
  if (t <= 0) return 0;
  if (t < opening) return 0.5 * (t - (opening / Math.PI) * Math.sin((Math.PI * t) / opening));
  const phase = Math.min(1, (t - opening) / closing);
  return opening / 2 + ((2 * closing) / Math.PI) * Math.sin((Math.PI / 2) * phase);
}
