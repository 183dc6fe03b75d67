import type { Finding } from "./finding.ts";
import type { Recording } from "./recording.ts";
import type { TrendSeries } from "./trend.ts";

export const vowelLetters = ["a", "e", "i", "o", "u"] as const;
export type VowelLetter = (typeof vowelLetters)[number];

/** Median formants of a vowel, Hz: the mean over its takes, and each take. */
export type Vowel = {
  letter: VowelLetter;
  f1: number;
  f2: number;
  takes: { f1: number; f2: number }[];
  /** Some take's formants are doubtful. */
  doubtful: boolean;
};

type Formants = { f1: number; f2: number };

/** The vowels of a visit for which both formants were found. */
export function visitVowels(recordings: Recording[]): Vowel[] {
  return vowelLetters.flatMap((letter) => {
    const found = recordings.flatMap(({ task, analysis }) => {
      const { f1, f2 } = analysis?.measures ?? {};
      const isWhole = task === `vowel-${letter}` && analysis?.task === task;
      if (!isWhole || f1?.value == null || f2?.value == null) return [];
      const doubtful = Boolean(f1.doubts?.length || f2.doubts?.length);
      return [{ f1: f1.value, f2: f2.value, doubtful }];
    });
    if (found.length === 0) return [];
    const mean = (of: (take: Formants) => number) =>
      found.reduce((sum, take) => sum + of(take), 0) / found.length;
    return [
      {
        letter,
        f1: mean(({ f1 }) => f1),
        f2: mean(({ f2 }) => f2),
        takes: found.map(({ f1, f2 }) => ({ f1, f2 })),
        doubtful: found.some((take) => take.doubtful),
      },
    ];
  });
}

/** The corners /a/, /i/, /u/ at the patient's baseline; null where they are not all known, or at the baseline itself. */
export function baselineTriangle(
  series: TrendSeries[],
  visitId: string,
): Record<"a" | "i" | "u", Formants> | null {
  const of = (letter: string, id: string) => {
    const found = series.find((one) => one.id === id && one.task === `vowel-${letter}`);
    const isBaseline = found?.points[0]?.visitId === visitId;
    return found?.baseline && !isBaseline ? found.baseline.value : null;
  };
  const corner = (letter: string) => {
    const [f1, f2] = [of(letter, "f1"), of(letter, "f2")];
    return f1 === null || f2 === null ? null : { f1, f2 };
  };
  const [a, i, u] = [corner("a"), corner("i"), corner("u")];
  return a && i && u ? { a, i, u } : null;
}

/** The vowels of a visit as its findings have them: the takes that count, and no others. */
export function vowelsOf(findings: readonly Finding[], recordings: readonly Recording[]): Vowel[] {
  return vowelLetters.flatMap((letter) => {
    const [f1, f2] = formantsOf(findings, letter);
    if (f1?.value == null || f2?.value == null) return [];
    const takes = recordings.flatMap(({ id, analysis }) => {
      const [one, two] = [analysis?.measures.f1?.value, analysis?.measures.f2?.value];
      return f1.used.includes(id) && one != null && two != null ? [{ f1: one, f2: two }] : [];
    });
    const doubtful = [f1, f2].some((finding) => finding.doubtful || finding.doubts.length > 0);
    return [{ letter, f1: f1.value, f2: f2.value, takes, doubtful }];
  });
}

/** The corners /a/, /i/, /u/ that the visit's are held against; null where one of them is not judged. */
export function baselineCorners(findings: readonly Finding[]): Record<"a" | "i" | "u", Formants> | null {
  const corner = (letter: VowelLetter): Formants | null => {
    const [f1, f2] = formantsOf(findings, letter);
    return f1?.change && f2?.change ? { f1: f1.change.from, f2: f2.change.from } : null;
  };
  const [a, i, u] = [corner("a"), corner("i"), corner("u")];
  return a && i && u ? { a, i, u } : null;
}

function formantsOf(
  findings: readonly Finding[],
  letter: VowelLetter,
): [Finding | undefined, Finding | undefined] {
  const of = (wanted: "f1" | "f2") =>
    findings.find(({ measure, task }) => measure === wanted && task === `vowel-${letter}`);
  return [of("f1"), of("f2")];
}
