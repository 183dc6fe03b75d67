import type { Sound } from "../../../shared/domain/sound.ts";
import { inWorkspace, kernels } from "../dsp/kernels.ts";
import {
  halvingShape,
  type PolyphaseRows,
  polyphaseRows,
  type RateRatio,
  sharpShape,
} from "./polyphase-rows.ts";

/** Samples of a sound, of which the one at `origin` lies at 0 s. */
type Stretch = { samples: Float32Array; origin: number };

/** From this many times the target's rate on it is cheaper to halve the rate by a short filter first. */
const worthHalving = 2.35;
/** Numbers that are filtered together, so that they stay in the processor's nearest memory, and at most for the span. */
const nearNumbers = 2 ** 13;
const spanNumbers = 2 ** 22;

/**
 * Resamples for a model: linear phase without delay, the response of libsoxr's HQ, which is librosa's default (see
 * `polyphase-rows.ts`). Sample m of the output lies at m / `targetHz` seconds, as sample n of the input lies at n / its
 * rate; beyond the ends lies silence.
 *
 * @param targetHz whole number, as the sound's own rate
 * @returns round(n * targetHz / rate) samples; the same sound when the rates are equal
 */
export function resample(sound: Sound, targetHz: number): Sound {
  const { samples, sampleRateHz } = sound;
  if (sampleRateHz === targetHz) return sound;
  let stretch: Stretch = { samples, origin: 0 };
  let halvings = 1;
  for (let hertz = sampleRateHz; hertz >= worthHalving * targetHz; hertz /= 2, halvings *= 2)
    stretch = halved(stretch, targetHz / hertz);
  const divisor = greatestCommonDivisor(sampleRateHz, targetHz * halvings);
  const ratio = { up: (targetHz * halvings) / divisor, down: sampleRateHz / divisor };
  const output = new Float32Array(Math.round((samples.length * targetHz) / sampleRateHz));
  for (const rows of polyphaseRows(ratio, sharpShape, output.length))
    filter(stretch, rows, ratio, { samples: output, origin: 0 });
  return { samples: output, sampleRateHz: targetHz };
}

/** Every other sample of what lies below half the target's rate, with what rings beyond the ends. */
function halved({ samples, origin }: Stretch, targetOverRate: number): Stretch {
  const shape = halvingShape(targetOverRate);
  const ringing = Math.ceil(shape.halfLength);
  const before = Math.ceil(origin / 2) + ringing;
  const after = Math.ceil((samples.length - origin) / 2) + ringing;
  const output = { samples: new Float32Array(before + after), origin: before };
  const ratio = { up: 1, down: 2 };
  for (const rows of polyphaseRows(ratio, shape, 1)) filter({ samples, origin }, rows, ratio, output);
  return output;
}

/** Writes those samples of `output` that the filters of `rows` make; its origin is a multiple of `up`. */
function filter(input: Stretch, rows: PolyphaseRows, { up, down }: RateRatio, output: Stretch): void {
  const { first, count, taps, lefts } = rows;
  const width = lefts[count - 1]! - lefts[0]! + taps;
  const start = input.origin + lefts[0]! - (output.origin / up) * down;
  const all = Math.ceil((output.samples.length - first) / up);
  const near = 4 * Math.ceil(nearNumbers / 4 / Math.min(down, taps));
  const together = Math.max(1, Math.min(near, Math.floor(spanNumbers / down), all));
  inWorkspace((room) => {
    const weights = room.floatsOf(rows.weights).address;
    const places = room.integers(count);
    places.values.set(lefts.map((left) => left - lefts[0]!));
    const span = room.floats((together - 1) * down + width);
    const made = room.floats(together * count);
    for (let period = 0; period < all; period += together) {
      const periods = Math.min(together, all - period);
      copyStretch(input.samples, start + period * down, span.values);
      kernels.polyphase(span.address, weights, taps, places.address, count, down, periods, made.address);
      place(made.values.subarray(0, periods * count), count, output.samples, period * up + first, up);
    }
  });
}

/** Puts rows of `count` values `distance` apart from `at` on; what lies beyond the output is dropped. */
function place(rows: Float32Array, count: number, output: Float32Array, at: number, distance: number): void {
  const step = count === distance ? rows.length : count;
  for (let from = 0; from < rows.length; from += step) {
    const to = at + (from / count) * distance;
    output.set(rows.subarray(from, from + Math.min(step, output.length - to)), to);
  }
}

/** Fills `stretch` with the samples from `from` on, with silence where there are none. */
function copyStretch(samples: Float32Array, from: number, stretch: Float32Array): void {
  const skipped = Math.min(stretch.length, Math.max(0, -from));
  const there = samples.subarray(Math.max(0, from), Math.max(0, from + stretch.length));
  stretch.fill(0, 0, skipped);
  stretch.set(there, skipped);
  stretch.fill(0, skipped + there.length);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
