import { Link } from "wouter";
import type { Course } from "../../../shared/domain/course.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { CourseHistory } from "../../components/course-history.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { ChangeTag, NormTag } from "../../components/finding-marks.tsx";
import { useWords } from "../../words.ts";

type FindingDrawerProps = { finding: Finding; course: Course | undefined; onClose: () => void };

/** Everything behind one value: takes, norm with its source, changes with the errors that judged them, the course. */
export function FindingDrawer({ finding, course, onClose }: FindingDrawerProps) {
  const { say, words } = useWords();
  const screen = words.visit.findings;
  const { measure, unit, norm, change, sinceLast, notJudged, used } = finding;
  const tooltip = say.measureTooltip(measure);
  return (
    <Drawer title={say.findingName(finding)} onClose={onClose}>
      <div className="stack">
        <dl className="definitions">
          <dt>{screen.value}</dt>
          <dd>
            <b>{say.findingValue(finding)}</b> <span className="muted">{screen.takes(used.length)}</span>
            {say.remarks(finding).map((remark) => (
              <div key={remark} className="small">
                {remark}
              </div>
            ))}
          </dd>
          <dt>{screen.norm}</dt>
          <dd>
            <NormTag norm={norm} />
            {norm && <NormDetails finding={finding} />}
          </dd>
          <dt>{screen.change}</dt>
          <dd>
            <ChangeTag change={change} notJudged={notJudged} />
            {change && <div className="small">{say.judgedChange(measure, unit, change)}</div>}
          </dd>
          {sinceLast && (
            <>
              <dt>{words.trend.references.last}</dt>
              <dd>
                <ChangeTag change={sinceLast} notJudged={null} />
                <div className="small">{say.judgedChange(measure, unit, sinceLast)}</div>
              </dd>
            </>
          )}
          {tooltip && <dt>{words.trend.history.definition}</dt>}
          {tooltip && <dd className="lines">{tooltip}</dd>}
        </dl>
        {used.length > 0 && <TakeLinks finding={finding} />}
        {course && <CourseHistory course={course} />}
      </div>
    </Drawer>
  );
}

function NormDetails({ finding: { measure, unit, norm } }: { finding: Finding }) {
  const { words, say } = useWords();
  const screen = words.visit.findings;
  if (!norm) return null;
  const shown = (value: number) => say.measureValue(measure, value, unit);
  const lines = [
    words.profile.limit[norm.side](shown(norm.limit)),
    norm.borderline && screen.borderline(shown(norm.borderline[0]), shown(norm.borderline[1])),
    norm.centre !== null && screen.centre(shown(norm.centre)),
    say.normSource(norm),
  ];
  return lines.filter(Boolean).map((line) => (
    <div key={String(line)} className="small">
      {line}
    </div>
  ));
}

function TakeLinks({ finding: { used, leftOut } }: { finding: Finding }) {
  const { words, say } = useWords();
  const screen = words.visit.takes;
  return (
    <ul className="small take-links">
      {used.map((id, k) => (
        <li key={id}>
          <Link href={`/recordings/${id}`}>{words.tasks.take(screen.take, String(k + 1))}</Link>,{" "}
          {screen.used}
        </li>
      ))}
      {leftOut.map(({ recording, reasons }, k) => (
        <li key={recording}>
          <Link href={`/recordings/${recording}`}>
            {words.tasks.take(screen.take, String(used.length + k + 1))}
          </Link>
          , {screen.leftOut}: {say.reasons(reasons)}
        </li>
      ))}
    </ul>
  );
}
