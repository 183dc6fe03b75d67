import type { Course } from "./course.ts";
import type { Finding } from "./finding.ts";
import type { NormJudgement } from "./norm.ts";

/** A rate of speech at which something is to be done, words a minute; a span where the ends differ. */
export type ActionMark = {
  id: "slowest-stratum" | "intelligibility-falls";
  from: number;
  to: number;
  source: string;
};

/**
 * Below 120 words/min lies the slowest stratum of ALS in print; at 100 to 120 intelligibility falls steeply, whatever the
 * onset, so that alternative communication is to be ready before.
 */
const marks: readonly ActionMark[] = [
  {
    id: "slowest-stratum",
    from: 120,
    to: 120,
    source: "Stipancic et al. 2018, doi 10.1044/2018_JSLHR-S-17-0366, Fig. 4",
  },
  {
    id: "intelligibility-falls",
    from: 100,
    to: 120,
    source: "Ball & Beukelman, 49 people with ALS, madonna.org",
  },
];

/** The rate, words a minute, up to which alternative communication is to be looked at. */
const slowRate = 120;

/** The marks of a course: of words a minute in English, the language of their sources; none for anything else. */
export function actionMarksOf({ id, norm }: Pick<Course, "id" | "norm">): readonly ActionMark[] {
  return id === "speaking-rate-wpm" && isEnglish(norm) ? marks : [];
}

/** The rate of a visit that has reached the marks; null where none has, or nothing usable was measured. */
export function slowedRate(findings: readonly Finding[]): Finding | null {
  const reached = ({ measure, value, doubtful, norm }: Finding) =>
    measure === "speaking-rate-wpm" && value !== null && value <= slowRate && !doubtful && isEnglish(norm);
  return findings.find(reached) ?? null;
}

/** The norm of words a minute judges English alone. */
function isEnglish(norm: Pick<NormJudgement, "language"> | null): boolean {
  return norm?.language === "en";
}
