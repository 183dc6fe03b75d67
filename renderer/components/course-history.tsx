import { Link } from "wouter";
import type { Course, CoursePoint } from "../../shared/domain/course.ts";
import { useWords } from "../words.ts";
import { ChangeTag } from "./finding-marks.tsx";

/** All values of a course, each as its own visit had it. */
export function CourseHistory({ course: { id, unit, points } }: { course: Course }) {
  const { words, say } = useWords();
  const screen = words.trend.history;
  const shownUnit = say.unit(unit);
  return (
    <table className="course-history">
      <thead>
        <tr>
          <th>{screen.visit}</th>
          <th className="number">
            {screen.value}
            {shownUnit && `, ${shownUnit}`}
          </th>
          <th className="number">{screen.recordings}</th>
          <th>{screen.since}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.visitId} title={`${point.device} ${point.version}`}>
            <td>
              <Link href={`/visits/${point.visitId}`}>{say.date(point.date)}</Link>
              <PointRemarks point={point} />
            </td>
            <td className="number" title={String(point.value)}>
              {say.measureParts(id, point.value, unit).value}
            </td>
            <td className="number">{point.takes}</td>
            <td>
              <PointChange point={point} id={id} unit={unit} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PointRemarks({ point: { startsAnew, otherVersion, byHand, doubtful } }: { point: CoursePoint }) {
  const { words, say } = useWords();
  const remarks = [
    startsAnew && say.notJudged(startsAnew),
    otherVersion && words.trend.history.otherVersion,
    byHand && words.findings.placedByHand,
    doubtful && words.findings.doubtfulOnly,
  ];
  return remarks.filter(Boolean).map((remark) => (
    <div key={String(remark)} className="small muted">
      {remark}
    </div>
  ));
}

function PointChange({
  point: { change, notJudged },
  id,
  unit,
}: {
  point: CoursePoint;
  id: string;
  unit: string;
}) {
  const { say } = useWords();
  if (!change) return <ChangeTag change={null} notJudged={notJudged} />;
  return (
    <>
      <ChangeTag change={change} notJudged={null} />
      <div className="small muted">{say.measureDifference(id, change.value, unit)}</div>
    </>
  );
}
