import { useRef, useState } from "react";
import type { Course, CoursePoint } from "../../../../shared/domain/course.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import { useChartColours } from "../../../charts/chart-colours.ts";
import { CourseChart } from "../../../charts/course-chart.tsx";
import { wholeScale } from "../../../charts/course-range.ts";
import { courseCsv } from "../../../charts/course-text.ts";
import { pictureImage } from "../../../charts/picture-image.ts";
import type { Span, TimeAxis } from "../../../charts/time-scale.ts";
import { ExportMenu } from "../../../components/export-menu.tsx";
import { useWords } from "../../../words.ts";
import { CourseDrawer } from "./course-drawer.tsx";
import { CourseWords, courseText, lineText } from "./course-words.tsx";
import { PointDrawer } from "./point-drawer.tsx";
import { useProjection } from "./projection.ts";
import { ProjectionControl } from "./projection-control.tsx";

const nothingProjected: never[] = [];

type CoursePanelProps = {
  course: Course;
  patient: Patient;
  axis: TimeAxis;
  span: Span;
  /** Months that the line is continued; null while that was not asked for. */
  months: number | null;
  onMonths: (months: number | null) => void;
};

/** One measure over the visits with its last value, and its change in words; a point is heard beside the baseline's. */
export function CoursePanel({ course, axis, span, patient, months, onMonths }: CoursePanelProps) {
  const colours = useChartColours();
  const speaker = useWords();
  const { words, say } = speaker;
  const picture = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [point, setPoint] = useState<CoursePoint | null>(null);
  const query = useProjection(patient.id, course, months);
  const projection = (months === null ? undefined : query.data) ?? nothingProjected;
  const { plain, term } = say.measure(course.id);
  const task = course.task === "alsfrs-r" ? "" : say.taskShort(course.task);
  const title = [[plain, term && `(${term})`].filter(Boolean).join(" "), task].filter(Boolean).join(", ");
  const description = [title, courseText(course, speaker), lineText(course, speaker)]
    .filter(Boolean)
    .join(". ");
  return (
    <figure className="trend-panel card">
      <figcaption>
        <button
          type="button"
          className="quiet title"
          onClick={() => setOpen(true)}
          title={say.measureTooltip(course.id) ?? words.trend.valuesAndOrigin}
        >
          <strong>{plain}</strong>{" "}
          <span className="muted small">{[term, task].filter(Boolean).join(", ")}</span>
        </button>
        <LastValue course={course} />
        <ExportMenu
          what={title}
          fileName={`${course.task}-${course.id}`.replaceAll(/[^a-z0-9-]+/gi, "-")}
          csv={() => courseCsv(course)}
          image={(format) => pictureImage(picture.current!, title, colours.surface, format)}
        />
      </figcaption>
      <CourseChart {...{ course, axis, span, projection, description, picture }} onPoint={setPoint} />
      <CourseWords course={course} knownAls={patient.diagnosisCode === "als"} />
      <ProjectionControl course={course} months={months} onMonths={onMonths} query={query} />
      {open && <CourseDrawer course={course} onClose={() => setOpen(false)} />}
      {point && <PointDrawer course={course} point={point} onClose={() => setPoint(null)} />}
    </figure>
  );
}

function LastValue({ course: { id, unit, points } }: { course: Course }) {
  const { words, say } = useWords();
  const last = points.at(-1);
  if (!last) return null;
  const scale = wholeScale(id);
  const shown = say.measureParts(id, last.value, unit);
  return (
    <span className="last-value">
      <b>{scale ? say.number(last.value, 0) : shown.value}</b>{" "}
      <span className="muted small">{scale ? words.profile.of(String(scale)) : shown.unit}</span>
    </span>
  );
}
