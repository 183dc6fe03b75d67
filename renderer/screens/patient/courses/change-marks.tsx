import { Link } from "wouter";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { Mark } from "../../../components/finding-marks.tsx";
import { useWords } from "../../../words.ts";
import { markOf } from "./family-mark.ts";
import { courseGroups } from "./what-changed.tsx";

type ChangeMarksProps = { courses: readonly Course[]; visits: readonly Visit[] };

/** What changed together: families by visits, the judgement of each visit as a mark. */
export function ChangeMarks({ courses, visits }: ChangeMarksProps) {
  const { words, say } = useWords();
  const groups = courseGroups(courses).filter(({ first }) => first.course.points.length > 1);
  const oldestFirst = visits.toSorted((a, b) => a.date.localeCompare(b.date));
  if (groups.length === 0 || visits.length < 2) return null;
  return (
    <section className="card" aria-label={words.trend.movedTogether}>
      <header>
        <h2>{words.trend.movedTogether}</h2>
        <span className="muted small">{words.trend.movedHint}</span>
      </header>
      <div className="table-scroll">
        <table className="change-marks">
          <thead>
            <tr>
              <th />
              <th>{words.trend.measure}</th>
              {oldestFirst.map(({ id, date }) => (
                <th key={id} scope="col">
                  <Link href={`/visits/${id}`}>{say.date(date)}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ family, subsystem, first: { course } }, k) => (
              <tr key={family}>
                <th scope="row">
                  {groups[k - 1]?.subsystem !== subsystem && words.profile.subsystem[subsystem]}
                </th>
                <td>{say.findingName({ measure: course.id, task: course.task })}</td>
                {oldestFirst.map(({ id }) => (
                  <MarkCell key={id} course={course} visitId={id} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function MarkCell({ course: { id, unit, points }, visitId }: { course: Course; visitId: string }) {
  const { words, say } = useWords();
  const point = points.find((one) => one.visitId === visitId);
  if (!point) return <td />;
  const { change, notJudged, startsAnew } = point;
  const mark = markOf(change);
  const said = change
    ? `${say.measureDifference(id, change.value, unit)}: ${words.findings.changeTag[change.label]}`
    : notJudged
      ? say.notJudged(notJudged)
      : "";
  return (
    <td className={`${startsAnew ? "anew" : ""}`} title={said}>
      <span className={`judged ${mark}`} role="img" aria-label={said}>
        <Mark kind={mark} />
      </span>
    </td>
  );
}
