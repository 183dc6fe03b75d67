import type { Finding } from "./finding.ts";
import type { Recording } from "./recording.ts";

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
