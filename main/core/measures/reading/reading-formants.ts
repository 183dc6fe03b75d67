import type { AlignedPhone, AlignmentLanguage } from "../../../../shared/domain/alignment.ts";
import { median } from "../../dsp/median.ts";
import type { FormantFrame } from "../spectrum/formants.ts";
import { isDiphthong, isVowel } from "./phone-classes.ts";

/** Formants about the middle of a vowel. */
export type VowelMidpoint = { phone: string; f1Hz: number; f2Hz: number };

/** Half of what is looked at about the middle, s. */
const besideMiddleSeconds = 0.015;
/** A kind of vowel needs so often to be measured for a corner of the vowel space, and the space so many kinds. */
const leastTokens = 3;
const leastKinds = 3;
/** Middle part of a diphthong over which its second formant travels. */
const travel = [0.2, 0.8] as const;
const leastDiphthongs = 3;
const leastFramesOfTravel = 4;

/**
 * F1 and F2 at the middle of each vowel: medians over the frames within 15 ms of it that are voiced.
 * @param frames voiced frames of the recording with their formants, in order
 */
export function vowelMidpoints(
  phones: readonly AlignedPhone[],
  frames: readonly FormantFrame[],
  language: AlignmentLanguage,
): VowelMidpoint[] {
  return phones.flatMap(({ phone, startSeconds, endSeconds }) => {
    if (!isVowel(phone, language)) return [];
    const middle = (startSeconds + endSeconds) / 2;
    const near = frames.filter(({ timeSeconds }) => Math.abs(timeSeconds - middle) <= besideMiddleSeconds);
    const of = (number: number) => near.flatMap(({ formants }) => formants[number]?.frequencyHz ?? []);
    const [f1, f2] = [of(0), of(1)];
    return f1.length > 0 && f2.length > 0 ? [{ phone, f1Hz: median(f1), f2Hz: median(f2) }] : [];
  });
}

/**
 * Area of the convex hull of the vowels in F1 and F2, Hz^2: each kind of vowel that was said three times and more is the
 * median of its midpoints, diphthongs left out. Null below three kinds.
 */
export function alignedVowelSpace(
  midpoints: readonly VowelMidpoint[],
  language: AlignmentLanguage,
): number | null {
  const byKind = Map.groupBy(
    midpoints.filter(({ phone }) => !isDiphthong(phone, language)),
    ({ phone }) => phone,
  );
  const kinds = [...byKind.values()].filter(({ length }) => length >= leastTokens);
  if (kinds.length < leastKinds) return null;
  return hullArea(
    kinds.map(
      (ofKind): Point => [median(ofKind.map(({ f2Hz }) => f2Hz)), median(ofKind.map(({ f1Hz }) => f1Hz))],
    ),
  );
}

type Point = readonly [x: number, y: number];

/** Area within the convex hull of points (Andrew's monotone chain). */
function hullArea(points: readonly Point[]): number {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const hull = [...half(sorted), ...half(sorted.toReversed())];
  const doubled = hull.reduce((sum, [x, y], k) => {
    const [nextX, nextY] = hull[(k + 1) % hull.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

const turn = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/**
 * How fast the second formant travels in diphthongs, Hz/ms: median over them of the absolute least-squares slope over the
 * middle 60 % of each. Null below three.
 * @param frames voiced frames of the recording with their formants, in order
 */
export function diphthongSlope(
  phones: readonly AlignedPhone[],
  frames: readonly FormantFrame[],
  language: AlignmentLanguage,
): number | null {
  const slopes = phones.flatMap(({ phone, startSeconds, endSeconds }) => {
    if (!isDiphthong(phone, language)) return [];
    const [from, to] = travel.map((share) => startSeconds + share * (endSeconds - startSeconds));
    const points = frames
      .filter(({ timeSeconds }) => timeSeconds >= from! && timeSeconds <= to!)
      .flatMap(({ timeSeconds, formants }): Point[] =>
        formants[1] ? [[1000 * timeSeconds, formants[1].frequencyHz]] : [],
      );
    return points.length >= leastFramesOfTravel ? [Math.abs(slopeOf(points))] : [];
  });
  return slopes.length >= leastDiphthongs ? median(slopes) : null;
}

function slopeOf(points: readonly Point[]): number {
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
