import type { Measure, Measures } from "../../../../shared/domain/measure.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";

/** Median formants of one vowel, Hz. */
export type VowelFormants = { f1: number; f2: number };

/** Medians by vowel; vowels that were not recorded are absent. */
export type VowelSpace = Partial<Record<"a" | "e" | "i" | "o" | "u", VowelFormants>>;

/**
 * Vowel articulation over the corner vowels /a/, /i/, /u/ of a visit:
 * - `tvsa` (Hz^2): area of the triangle, |F1i (F2a - F2u) + F1a (F2u - F2i) + F1u (F2i - F2a)| / 2;
 * - `fcr`: formant centralisation ratio, (F2u + F2a + F1i + F1u) / (F2i + F1a) (Sapir et al. 2010);
 * - `vai`: vowel articulation index, 1 / FCR (Roy et al. 2009);
 * - `f2i-f2u`: F2i / F2u.
 * Missing `needs-other-task` where a vowel that is needed was not recorded.
 */
export function vowelSpaceMeasures({ a, i, u }: VowelSpace): Measures {
  const measure = (unit: string, value: number | null): Measure =>
    value === null ? { value, unit, missing: "needs-other-task" } : { value, unit };
  const corners = a && i && u ? { a, i, u } : null;
  return {
    tvsa: measure("Hz^2", corners && triangleArea(corners)),
    fcr: measure("1", corners && centralisation(corners)),
    vai: measure("1", corners && 1 / centralisation(corners)),
    "f2i-f2u": measure("1", i && u ? i.f2 / u.f2 : null),
  };
}

/** What was measured of one recording of a visit. */
export type MeasuredTask = { task: TaskId; measures: Measures };

const letters = ["a", "i", "u"] as const;

/**
 * The vowel space of a visit from the stored medians `f1` and `f2` of its vowels, each vowel's repeats averaged. A doubt
 * about any of them is a doubt about all results.
 */
export function visitVowelSpace(recordings: readonly MeasuredTask[]): Measures {
  const vowels = letters.map((letter) => ({
    letter,
    repeats: recordings.filter(({ task, measures }) => task === `vowel-${letter}` && hasFormants(measures)),
  }));
  const space: VowelSpace = Object.fromEntries(
    vowels
      .filter(({ repeats }) => repeats.length > 0)
      .map(({ letter, repeats }) => [letter, { f1: meanOf("f1", repeats), f2: meanOf("f2", repeats) }]),
  );
  const used = vowels.flatMap(({ repeats }) => repeats);
  const doubts = [
    ...new Set(used.flatMap(({ measures }) => [measures.f1, measures.f2]).flatMap((m) => m?.doubts ?? [])),
  ];
  const marked = (measure: Measure): Measure =>
    doubts.length > 0 && measure.value !== null ? { ...measure, doubts } : measure;
  return Object.fromEntries(
    Object.entries(vowelSpaceMeasures(space)).map(([id, measure]) => [id, marked(measure)]),
  );
}

function hasFormants({ f1, f2 }: Measures): boolean {
  return typeof f1?.value === "number" && typeof f2?.value === "number";
}

function meanOf(id: "f1" | "f2", repeats: readonly MeasuredTask[]): number {
  return repeats.reduce((sum, { measures }) => sum + measures[id]!.value!, 0) / repeats.length;
}

type Corners = Record<"a" | "i" | "u", VowelFormants>;

function triangleArea({ a, i, u }: Corners): number {
  return Math.abs(i.f1 * (a.f2 - u.f2) + a.f1 * (u.f2 - i.f2) + u.f1 * (i.f2 - a.f2)) / 2;
}

function centralisation({ a, i, u }: Corners): number {
  return (u.f2 + a.f2 + i.f1 + u.f1) / (i.f2 + a.f1);
}
