import type { Course } from "../../../../shared/domain/course.ts";
import { CourseHistory } from "../../../components/course-history.tsx";
import { Drawer } from "../../../components/drawer.tsx";
import { NormTag } from "../../../components/finding-marks.tsx";
import { useWords } from "../../../words.ts";
import { courseText, slopeText } from "./course-words.tsx";

/** All values of a course, and where its norm and its error come from. */
export function CourseDrawer({ course, onClose }: { course: Course; onClose: () => void }) {
  const speaker = useWords();
  const { words, say } = speaker;
  const { id, task, unit, norm, change } = course;
  const screen = words.trend.history;
  const tooltip = say.measureTooltip(id);
  const shown = (value: number) => say.measureValue(id, value, unit);
  return (
    <Drawer title={say.findingName({ measure: id, task })} onClose={onClose}>
      <div className="stack">
        <p>{courseText(course, speaker)}</p>
        {slopeText(course, speaker) && <p>{slopeText(course, speaker)}</p>}
        <dl className="definitions">
          {tooltip && <dt>{screen.definition}</dt>}
          {tooltip && <dd className="lines">{tooltip}</dd>}
          <dt>{screen.norm}</dt>
          <dd>
            <NormTag norm={norm} />
            {norm && <div className="small">{words.profile.limit[norm.side](shown(norm.limit))}</div>}
            {norm && <div className="small">{say.normSource(norm)}</div>}
          </dd>
          <dt>{screen.error}</dt>
          <dd>
            {change?.error
              ? screen.sourced(
                  shown(change.error.limit),
                  [
                    words.findings.errorKind[change.error.kind],
                    change.error.kind === "published" && change.error.source,
                  ]
                    .filter(Boolean)
                    .join(", "),
                )
              : screen.noError}
          </dd>
        </dl>
        <CourseHistory course={course} />
      </div>
    </Drawer>
  );
}
