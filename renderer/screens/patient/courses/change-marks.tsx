import { useState } from "react";
import { Link } from "wouter";
import type { Course, CoursePoint } from "../../../../shared/domain/course.ts";
import { subsystems } from "../../../../shared/domain/profile.ts";
import type { Visit } from "../../../../shared/domain/visit.ts";
import { ConfirmedMark, confirmations } from "../../../components/finding-marks.tsx";
import { useWords } from "../../../words.ts";
import { markOf } from "./family-mark.ts";
import { courseGroups } from "./what-changed.tsx";

type ChangeMarksProps = { courses: readonly Course[]; visits: readonly Visit[] };
type Group = ReturnType<typeof courseGroups>[number];

/** Subsystems by visits: what each visit says of the measure that stands for one, a mark that fills as it is confirmed. */
export function ChangeMarks({ courses, visits }: ChangeMarksProps) {
  const { words, say } = useWords();
  const screen = words.trend.confirmed;
  const groups = courseGroups(courses).filter(({ first }) => first.course.points.length > 1);
  const oldestFirst = visits.toSorted((a, b) => a.date.localeCompare(b.date));
  if (groups.length === 0 || visits.length < 2) return null;
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <span className="muted small">{screen.hint}</span>
      </header>
      <ul className="mark-legend content small">
        {confirmations.map((filled) => (
          <li key={filled}>
            <ConfirmedMark kind="worse" filled={filled} /> {screen.legend[filled]}
          </li>
        ))}
        <li>
          <ConfirmedMark kind="unknown" filled="full" /> {screen.legend.unknown}
        </li>
      </ul>
      <div className="table-scroll">
        <table className="change-marks">
          <thead>
            <tr>
              <th>{words.visit.findings.subsystem}</th>
              <th>{words.trend.measure}</th>
              {oldestFirst.map(({ id, date }) => (
                <th key={id} scope="col">
                  <Link href={`/visits/${id}`}>{say.date(date)}</Link>
                </th>
              ))}
            </tr>
          </thead>
          {subsystems.map((subsystem) => {
            const [first, ...more] = groups.filter((group) => group.subsystem === subsystem);
            return first && <SubsystemRows key={subsystem} {...{ first, more }} visits={oldestFirst} />;
          })}
        </table>
      </div>
    </section>
  );
}

type SubsystemRowsProps = { first: Group; more: Group[]; visits: readonly Visit[] };

/** The family that stands for the subsystem; the others open beneath it. */
function SubsystemRows({ first, more, visits }: SubsystemRowsProps) {
  const { words, say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <tbody>
      {(open ? [first, ...more] : [first]).map(({ family, subsystem, first: { course } }) => (
        <tr key={family}>
          <th scope="row">{family === first.family && words.profile.subsystem[subsystem]}</th>
          <td>
            {say.findingName({ measure: course.id, task: course.task })}{" "}
            {family === first.family && more.length > 0 && (
              <button
                type="button"
                className="more"
                aria-expanded={open}
                title={words.trend.confirmed.more(more.length)}
                onClick={() => setOpen(!open)}
              >
                {open ? "−" : "+"}
                {more.length}
              </button>
            )}
          </td>
          {visits.map(({ id }) => (
            <MarkCell key={id} course={course} visitId={id} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function MarkCell({ course: { id, unit, points }, visitId }: { course: Course; visitId: string }) {
  const { words, say } = useWords();
  const point = points.find((one) => one.visitId === visitId);
  if (!point) return <td />;
  const { change, notJudged, startsAnew } = point;
  const { confirmed } = words.trend;
  const said = change
    ? [
        `${say.measureDifference(id, change.value, unit)}: ${words.findings.changeTag[change.label]}`,
        change.visits > 1 && confirmed.running(change.visits),
      ]
        .filter(Boolean)
        .join(", ")
    : notJudged
      ? say.notJudged(notJudged)
      : "";
  const kind = isUnknown(point) ? "unknown" : markOf(change);
  return (
    <td className={startsAnew ? "anew" : ""} title={said}>
      <span className={`judged ${kind}`} role="img" aria-label={said}>
        <ConfirmedMark kind={kind} filled={filledBy(change?.visits ?? 0)} />
      </span>
    </td>
  );
}

/** The error model does not reach: no error is known, or only that of one visit. */
function isUnknown({ change, notJudged }: CoursePoint): boolean {
  if (!change) return notJudged === "no-error-known";
  return change.label === "no-error-known" || change.label === "beyond-short-term-error-only";
}

/** Seen once, again, and a third time running. */
function filledBy(visits: number): (typeof confirmations)[number] {
  return visits >= 3 ? "full" : visits === 2 ? "half" : "hollow";
}
