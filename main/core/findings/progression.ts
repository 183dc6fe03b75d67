import type {
  Change,
  Direction,
  NamedChange,
  NotJudged,
  Progression,
} from "../../../shared/domain/finding.ts";
import { type MeasureKind, measureKind } from "../../../shared/domain/measure-kind.ts";
import type { WorseSide } from "../../../shared/domain/worse-side.ts";
import { judgeChange } from "./change.ts";
import { detectableChange, type VisitValue } from "./error.ts";
import type { PublishedSem } from "./published-error.ts";
import { visitsRunning } from "./visits-running.ts";

/** A measure in a task over the visits, as of the visit that is judged; the most telling come first. */
export type MeasureCourse = {
  measure: string;
  task: string;
  /** Family under which it is shown. */
  family: string;
  unit: string;
  worse: WorseSide | null;
  published: PublishedSem | null;
  /** Visits that may be compared with the one judged, oldest first, that one last; empty where it has no value. */
  visits: readonly VisitValue[];
  /** Why it cannot be judged, where its series knows: another microphone, doubtful takes ... */
  notJudged: NotJudged | null;
};

/** So many measures of so many groups have to exceed their error the same way, at so many visits running. */
export type ProgressionRule = { measures: number; groups: number; visits: number };

/**
 * Likely: two measures of two groups, confirmed at the next visit. Chosen by simulation (`npm run simulate`): of stable
 * patients with 15 correlated measures and five visits 1 to 2 % are ever told so (at most 5 % with eight visits, 45 measures
 * or stronger correlation), and asking for a third measure gains little but blinds it where few measures are judged. A
 * single measure beyond its error says nothing here: of 15, one exceeds somewhere in most stable patients.
 */
export const likelyRule: ProgressionRule = { measures: 2, groups: 2, visits: 2 };

/** Possible: at this visit, not confirmed yet; one measure more where more than ten are judged. */
function possibleRule(judged: number): ProgressionRule {
  return { measures: judged > 10 ? 3 : 2, groups: 2, visits: 1 };
}

/**
 * What the visit says as a whole, worded as glaucoma's guided progression analysis words it: judged against an error that
 * knows days (published, or this patient's own line), over the baseline of the first two visits.
 */
export function judgeProgression(
  courses: readonly MeasureCourse[],
  rule: ProgressionRule = likelyRule,
): Progression {
  const directed = courses.filter(({ worse }) => worse !== null);
  const found = directed.map((course) => ({ course, judged: judge(course) }));
  const judged = found.flatMap((one) => one.judged ?? []);
  const named = judged.flatMap((one) => nameOf(one) ?? []);
  const of = (direction: Direction) =>
    named.filter((change) => change.direction === direction).sort((a, b) => b.visits - a.visits);
  const [worse, better] = [of("worse"), of("better")];
  const dates = judged.map(({ change }) => change.sinceDate).sort();
  return {
    verdict: verdictOf(directed, judged.length, [worse, better], rule),
    sinceDate: dates[0] ?? null,
    judged: judged.length,
    worse,
    better,
    notSeen: found
      .filter((one) => one.judged === null)
      .map(({ course }) => ({ measure: course.measure, task: course.task, reason: reasonOf(course) })),
    detectable: judged.map(({ course, change }) => ({
      measure: course.measure,
      task: course.task,
      unit: course.unit,
      value: detectableChange(change.error),
    })),
  };
}

type KnownChange = Change & { error: NonNullable<Change["error"]> };
type Judged = { course: MeasureCourse; change: KnownChange };

/** The change against the baseline, where an error that knows days judges it. */
function judge(course: MeasureCourse): Judged | null {
  if (course.notJudged !== null) return null;
  const change = changeAt(course, course.visits.length - 1);
  return change ? { course, change } : null;
}

function changeAt({ visits, unit, published, worse }: MeasureCourse, index: number): KnownChange | null {
  const visit = visits[index];
  if (!visit) return null;
  const { baseline } = judgeChange({ visit, earlier: visits.slice(0, index), unit, published, worse });
  const { error } = baseline ?? {};
  return baseline && error && error.kind !== "repeats" ? { ...baseline, error } : null;
}

function nameOf({ course, change }: Judged): NamedChange | null {
  const { direction, inError } = change;
  if (change.label !== "exceeds-measurement-error" || direction === null || inError === null) return null;
  const { measure, task, family, unit, visits } = course;
  const { value } = visits.at(-1)!;
  const named = { measure, task, family, unit, value, change: change.value, inError, direction };
  const changes = visits.map((_, index) => changeAt(course, index));
  return { ...named, visits: visitsRunning(changes) };
}

function verdictOf(
  courses: readonly MeasureCourse[],
  judged: number,
  directions: readonly (readonly NamedChange[])[],
  rule: ProgressionRule,
): Progression["verdict"] {
  if (courses.every(({ visits, notJudged }) => visits.length <= 1 && isFirst(notJudged)))
    return "first-visit";
  if (judged === 0) return "cannot-be-judged";
  if (directions.some((named) => satisfies(named, rule))) return "likely-change";
  return directions.some((named) => satisfies(named, possibleRule(judged)))
    ? "possible-change"
    : "no-change-detected";
}

function isFirst(notJudged: NotJudged | null): boolean {
  return notJudged === null || notJudged === "first-visit" || notJudged === "no-value";
}

function satisfies(named: readonly NamedChange[], { measures, groups, visits }: ProgressionRule): boolean {
  const enough = named.filter((change) => change.visits >= visits);
  return enough.length >= measures && new Set(enough.map(groupOf)).size >= groups;
}

/** Performances that fail apart from each other: a bad day of the larynx is one event, whatever measures show it. */
const groupsOfKinds: Readonly<Record<MeasureKind, string>> = {
  "speech-timing": "speech",
  "syllable-timing": "syllables",
  "phonation-time": "breath",
  pitch: "pitch",
  "pitch-modulation": "pitch",
  voicing: "voice",
  perturbation: "voice",
  noise: "voice",
  cepstrum: "voice",
  spectrum: "voice",
  "voice-index": "voice",
  formants: "vowels",
  level: "level",
  "recognised-words": "words",
  "read-speech": "speech",
};

function groupOf({ measure }: NamedChange): string {
  const kind = measureKind(measure);
  if (kind) return groupsOfKinds[kind];
  return measure.startsWith("alsfrs-") ? "clinical score" : "model";
}

function reasonOf({ notJudged, visits }: MeasureCourse): NotJudged {
  if (notJudged) return notJudged;
  if (visits.length === 0) return "no-value";
  return visits.length === 1 ? "first-visit" : "no-error-known";
}
