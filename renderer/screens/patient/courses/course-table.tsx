import type { Course } from "../../../../shared/domain/course.ts";
import { ChangeTag } from "../../../components/finding-marks.tsx";
import { TableScroll } from "../../../components/table-scroll.tsx";
import { useWords } from "../../../words.ts";
import { slopeText } from "./course-words.tsx";

/** The courses as text. */
export function CourseTable({ courses }: { courses: readonly Course[] }) {
  const speaker = useWords();
  const { words, say } = speaker;
  const dates = [...new Set(courses.flatMap(({ points }) => points.map(({ date }) => date)))].toSorted();
  return (
    <TableScroll isCard>
      <table className="course-table">
        <thead>
          <tr>
            <th>{words.trend.measure}</th>
            <th>{words.trend.unit}</th>
            {dates.map((date) => (
              <th key={date} className="number">
                {say.date(date)}
              </th>
            ))}
            <th>{words.trend.changeAndSlope}</th>
          </tr>
        </thead>
        <tbody>
          {courses.map((course) => (
            <tr key={`${course.task} ${course.id}`}>
              <td title={say.measureTooltip(course.id)}>
                {say.findingName({ measure: course.id, task: course.task })}
              </td>
              <td className="unit">{say.unit(course.unit)}</td>
              {dates.map((date) => (
                <ValueCell key={date} course={course} date={date} />
              ))}
              <td className="small">
                <ChangeTag change={course.change} notJudged={course.notJudged} />
                <div className="muted">{slopeText(course, speaker)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** The value; in brackets where it is doubtful, after a bar where the course starts anew. */
function ValueCell({ course, date }: { course: Course; date: string }) {
  const { words, say } = useWords();
  const point = course.points.find((one) => one.date === date);
  if (!point) return <td className="number">–</td>;
  const shown = say.measureParts(course.id, point.value, course.unit).value;
  const remarks = [
    String(point.value),
    point.startsAnew && say.notJudged(point.startsAnew),
    point.byHand && words.findings.placedByHand,
  ];
  return (
    <td className={`number${point.startsAnew ? " anew" : ""}`} title={remarks.filter(Boolean).join(", ")}>
      {point.byHand && <span aria-hidden>◆ </span>}
      {point.doubtful ? `(${shown})` : shown}
    </td>
  );
}
