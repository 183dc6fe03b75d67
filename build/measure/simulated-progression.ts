import type { Random } from "../../main/core/dsp/random.ts";
import {
  judgeProgression,
  type MeasureCourse,
  type ProgressionRule,
} from "../../main/core/findings/progression.ts";
import type { Progression } from "../../shared/domain/finding.ts";
import { worseSide } from "../../shared/domain/worse-side.ts";
import { irregularDates } from "./simulated-changes.ts";

/** Fifteen measures that a visit gives, by the performances that share a bad moment. */
const performances: readonly (readonly [measure: string, task: string])[][] = [
  [
    ["speaking-rate-wpm", "reading"],
    ["speaking-rate", "reading"],
    ["articulation-rate", "reading"],
    ["pause-ratio", "reading"],
  ],
  [
    ["ddk-rate", "ddk-pa"],
    ["ddk-rate", "ddk-pataka"],
    ["ddk-cv", "ddk-pataka"],
  ],
  [
    ["jitter-local", "vowel-a"],
    ["shimmer-local", "vowel-a"],
    ["hnr", "vowel-a"],
    ["cpps", "vowel-a"],
  ],
  [
    ["f0-sd", "vowel-a"],
    ["tremor-9-14", "vowel-a"],
  ],
  [["fcr", "visit"]],
  [["mpt", "mpt-a"]],
];

/**
 * How errors hang together: share of a measure's variance between days that all measures have in common (a bad day is
 * worse everywhere), and share that a performance's measures have in common besides.
 */
export type Correlation = { day: number; performance: number };
export const likelyCorrelation: Correlation = { day: 0.3, performance: 0.4 };

export type SimulatedPatient = {
  visits: number;
  /** Published: every measure's error is known; own-line: none is, the patient's own line has to tell. */
  error: "published" | "own-line";
  correlation?: Correlation;
  /** Decline of a measure from the first visit to the last, in its SEM; 0 where absent. */
  declineInSem?: (measure: string) => number;
};

/** Courses of a patient with SEM 1 in every measure; values go to the worse side in a bad moment and in a decline. */
export function simulatedCourses(
  { visits, error, correlation = likelyCorrelation, declineInSem = () => 0 }: SimulatedPatient,
  random: Random,
): MeasureCourse[] {
  const { day, performance } = correlation;
  const dates = irregularDates(visits, random);
  const draw = () => dates.map(() => random.normal());
  const times = dates.map((date) => Date.parse(date));
  const badDays = draw();
  return performances.flatMap((measures) => {
    const badMoments = draw();
    return measures.map(([measure, task]) => {
      const worse = worseSide(measure, task);
      const own = draw();
      const values = dates.map((date, i) => {
        const shared = Math.sqrt(day) * badDays[i]! + Math.sqrt(performance) * badMoments[i]!;
        const passed = (times[i]! - times[0]!) / (times.at(-1)! - times[0]!);
        const bad = shared + Math.sqrt(1 - day - performance) * own[i]! + declineInSem(measure) * passed;
        return { date, value: 20 + (worse === "higher" ? bad : -bad), takes: 1, withinVisitSd: null };
      });
      const published = error === "published" ? { sem: 1, source: "simulated" } : null;
      return { measure, task, family: task, unit: "1/s", worse, published, visits: values, notJudged: null };
    });
  });
}

/** The verdicts of a patient's visits, one by one as they come. */
export function verdictsOf(
  courses: readonly MeasureCourse[],
  rule?: ProgressionRule,
): Progression["verdict"][] {
  const count = courses[0]?.visits.length ?? 0;
  return Array.from({ length: count }, (_, visit) => {
    const untilThen = courses.map((course) => ({ ...course, visits: course.visits.slice(0, visit + 1) }));
    return judgeProgression(untilThen, rule).verdict;
  });
}

/** Shares of patients who are ever told "likely", and ever told at least "possible". */
export function simulateProgression(
  patient: SimulatedPatient,
  patients: number,
  random: Random,
  rule?: ProgressionRule,
): { likely: number; possible: number } {
  let [likely, possible] = [0, 0];
  for (let i = 0; i < patients; i++) {
    const verdicts = verdictsOf(simulatedCourses(patient, random), rule);
    if (verdicts.includes("likely-change")) likely++;
    if (verdicts.includes("likely-change") || verdicts.includes("possible-change")) possible++;
  }
  return { likely: likely / patients, possible: possible / patients };
}
