import type { Course } from "../../../../shared/domain/course.ts";
import type { Progression } from "../../../../shared/domain/finding.ts";
import { type FindingGroup, groupFindings } from "../../../../shared/domain/finding-family.ts";
import type { VisitFindings } from "../../../../shared/domain/visit-findings.ts";
import { Mark } from "../../../components/finding-marks.tsx";
import { useWords } from "../../../words.ts";
import { type FamilyMark, markOf } from "./family-mark.ts";

type WhatChangedProps = { visit: VisitFindings | undefined; courses: readonly Course[] };

/** What the last visit says, and each family in a word: changed, within error, not judged. */
export function WhatChanged({ visit, courses }: WhatChangedProps) {
  const { words, say } = useWords();
  const screen = words.trend;
  const groups = courseGroups(courses);
  return (
    <section className="card" aria-label={screen.whatChanged}>
      <header>
        <h2>{screen.whatChanged}</h2>
        {visit && (
          <span className="muted small">{sinceWords(visit.progression, say.date, words.findings.since)}</span>
        )}
      </header>
      <div className="content stack">
        {visit ? (
          <p>{say.visit(visit).join(" ")}</p>
        ) : (
          <p className="muted">{words.frame.doing(screen.comparing)}</p>
        )}
        {(["equal", "none"] as const).map((mark) => (
          <FamilyLine key={mark} mark={mark} groups={groups} />
        ))}
      </div>
    </section>
  );
}

const sinceWords = (
  { sinceDate }: Progression,
  date: (date: string) => string,
  since: (date: string) => string,
): string => (sinceDate ? since(date(sinceDate)) : "");

type Group = FindingGroup<{ measure: string; task: string; value: number; course: Course }>;

/** Courses by family, as the findings of a visit are grouped. */
export function courseGroups(courses: readonly Course[]): Group[] {
  return groupFindings(
    courses.flatMap((course) => {
      const last = course.points.at(-1);
      return last ? [{ measure: course.id, task: course.task, value: last.value, course }] : [];
    }),
  );
}

function FamilyLine({ mark, groups }: { mark: FamilyMark; groups: readonly Group[] }) {
  const { words, say } = useWords();
  const names = groups
    .filter(({ first }) => markOf(first.course.change) === mark)
    .map(({ first }) => say.measure(first.measure).plain);
  if (names.length === 0) return null;
  return (
    <p className="muted">
      <Mark kind={mark} />{" "}
      {mark === "equal" ? words.trend.withinError(say.list(names)) : words.trend.notJudged(say.list(names))}
    </p>
  );
}
