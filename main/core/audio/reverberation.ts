import type { Sound } from "../../../shared/domain/sound.ts";
import { leastSquaresLine } from "../dsp/least-squares.ts";
import { quantile } from "../dsp/median.ts";

/** Time step of the level that is followed, seconds. */
const STEP_SECONDS = 0.005;
/** Levels are averaged over seven steps (Hann), so that the beats of a decaying room do not part one decay into several. */
const SMOOTHING_STEPS = 7;
/** The band in which rooms are judged by and voices have their power, Hz. */
const BAND_HZ = [400, 4000] as const;
/** A decay begins within this much of the loudest moment, dB. */
const BEGINS_WITHIN_DB = 15;
/** It goes on while no new low is later than this, seconds, and no rise above the low higher than this, dB. */
const LONGEST_HALT_SECONDS = 0.08;
const HIGHEST_RISE_DB = 6;
/** It counts from this depth on, dB, and is fitted from 5 to at most 25 dB below where it began (T20 of ISO 3382-2, early). */
const LEAST_DROP_DB = 15;
const FIT_FROM_DB = 5;
const FIT_TO_DB = 25;
/** Least range that a line is fitted to, and how far it stays away from the quietest levels and from the decay's end, dB. */
const LEAST_FIT_DB = 8;
const ABOVE_FLOOR_DB = 5;
const ABOVE_END_DB = 2;

/**
 * How long sound goes on in the room, as a time to fall by 60 dB, seconds: no voice falls faster than its room lets it,
 * so the quick quarter of all falls tells (blind estimate, after Ratnam et al., J Acoust Soc Am 114, 2003). A microphone
 * near the mouth hears less of the room and gives less; a voice that fades by itself gives more. Null where nothing
 * falls, as in a vowel cut to the voice.
 */
export function reverberationSeconds(signal: Sound): number | null {
  const levels = levelsDb(signal);
  const lowest = quantile(levels, 0.05) + ABOVE_FLOOR_DB;
  const times = fallsOf(levels)
    .flatMap((fall) => timeOf(levels, fall, lowest) ?? [])
    .sort((a, b) => a - b);
  return times[times.length >> 2] ?? null;
}

/** A fall of the level: the steps of its top and of its lowest point. */
type Fall = { top: number; end: number };

function fallsOf(levels: Float64Array): Fall[] {
  const loudest = levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  const falls: Fall[] = [];
  for (let top = 0; top < levels.length; top++) {
    if (levels[top]! < loudest - BEGINS_WITHIN_DB || !isTop(levels, top)) continue;
    const end = lowestAfter(levels, top);
    if (levels[top]! - levels[end]! < LEAST_DROP_DB) continue;
    falls.push({ top, end });
    top = end;
  }
  return falls;
}

function isTop(levels: Float64Array, step: number): boolean {
  const around = levels.subarray(Math.max(0, step - 3), step + 4);
  return around.every((level) => level <= levels[step]!);
}

function lowestAfter(levels: Float64Array, top: number): number {
  const halt = Math.round(LONGEST_HALT_SECONDS / STEP_SECONDS);
  let lowest = top;
  for (let step = top + 1; step < levels.length && step - lowest <= halt; step++) {
    if (levels[step]! < levels[lowest]!) lowest = step;
    else if (levels[step]! > levels[lowest]! + HIGHEST_RISE_DB) break;
  }
  return lowest;
}

/** Time for 60 dB by the line through the fall's middle, seconds; null where too little of it is above the noise. */
function timeOf(levels: Float64Array, { top, end }: Fall, lowest: number): number | null {
  const from = levels[top]! - FIT_FROM_DB;
  const to = Math.max(levels[end]! + ABOVE_END_DB, levels[top]! - FIT_TO_DB, lowest);
  if (from - to < LEAST_FIT_DB) return null;
  const fall = levels.subarray(top, end + 1);
  const first = fall.findLastIndex((level) => level >= from);
  const last = Math.max(
    first + 1,
    fall.findIndex((level) => level <= to),
  );
  const timed = Array.from(fall.subarray(first, last + 1), (value, i) => ({ time: i * STEP_SECONDS, value }));
  const line = leastSquaresLine(timed);
  return line && -60 / line.slope;
}

/** Smoothed level of the band, dB, every 5 ms. */
function levelsDb(signal: Sound): Float64Array {
  const powers = bandPowers(signal);
  const half = SMOOTHING_STEPS >> 1;
  const weights = Array.from(
    { length: SMOOTHING_STEPS },
    (_, i) => Math.cos((Math.PI * (i - half)) / (SMOOTHING_STEPS + 1)) ** 2,
  );
  return powers.map((_, k) => {
    let sum = 0;
    for (let i = 0; i < SMOOTHING_STEPS; i++) sum += weights[i]! * (powers[k + i - half] ?? 0);
    return 10 * Math.log10(sum + 1e-14);
  });
}

/** Mean power in the band in every step of 5 ms: a high-pass and a low-pass of second order in one loop. */
function bandPowers({ samples, sampleRateHz }: Sound): Float64Array {
  const step = STEP_SECONDS * sampleRateHz;
  const powers = new Float64Array(Math.floor(samples.length / step));
  const high = butterworth(Math.min(BAND_HZ[0], 0.1 * sampleRateHz), sampleRateHz);
  const low = butterworth(Math.min(BAND_HZ[1], 0.45 * sampleRateHz), sampleRateHz);
  // the state of both: high-passed is what the low-pass hears
  let [x1, x2, h1, h2, y1, y2] = [0, 0, 0, 0, 0, 0];
  for (let k = 0, i = 0; k < powers.length; k++) {
    const start = i;
    let sum = 0;
    for (const end = Math.round((k + 1) * step); i < end; i++) {
      const x = samples[i]!;
      const h = high.norm * (x - 2 * x1 + x2) - high.a1 * h1 - high.a2 * h2;
      const y = low.norm * low.squared * (h + 2 * h1 + h2) - low.a1 * y1 - low.a2 * y2;
      x2 = x1;
      x1 = x;
      h2 = h1;
      h1 = h;
      y2 = y1;
      y1 = y;
      sum += y * y;
    }
    powers[k] = sum / (i - start);
    // numbers that fade to nothing in silence are slow to calculate with
    if (sum < 1e-30) h1 = h2 = y1 = y2 = 0;
  }
  return powers;
}

/** What both passes of a second-order Butterworth filter share (bilinear transform). */
function butterworth(edgeHz: number, sampleRateHz: number) {
  const tangent = Math.tan((Math.PI * edgeHz) / sampleRateHz);
  const squared = tangent * tangent;
  const norm = 1 / (1 + Math.SQRT2 * tangent + squared);
  return { squared, norm, a1: 2 * (squared - 1) * norm, a2: (1 - Math.SQRT2 * tangent + squared) * norm };
}
