import { useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Course } from "../../../../shared/domain/course.ts";
import { Chart, type DrawnChart, figureImage } from "../../../charts/chart.tsx";
import { useChartColours } from "../../../charts/chart-colours.ts";
import { courseCsv, courseFigure, type TimeAxis } from "../../../charts/course-figure.ts";
import { wholeScale } from "../../../charts/course-range.ts";
import { ExportMenu } from "../../../components/export-menu.tsx";
import { useWords } from "../../../words.ts";
import { CourseDrawer } from "./course-drawer.tsx";
import { CourseWords, courseText, slopeText } from "./course-words.tsx";
import { useProjection } from "./projection.ts";
import { ProjectionControl } from "./projection-control.tsx";

const plotHeight = 176;
const nothingProjected: never[] = [];

type CoursePanelProps = {
  course: Course;
  patientId: string;
  axis: TimeAxis;
  span: [string, string];
  /** Months that the line is continued; null while that was not asked for. */
  months: number | null;
  onMonths: (months: number | null) => void;
};

/** One measure over the visits with its last value, and its change in words; a point opens its visit. */
export function CoursePanel({ course, axis, span, patientId, months, onMonths }: CoursePanelProps) {
  const colours = useChartColours();
  const speaker = useWords();
  const { words, say } = speaker;
  const [open, setOpen] = useState(false);
  const openVisit = useOpenVisit();
  const query = useProjection(patientId, course, months);
  const projection = (months === null ? undefined : query.data) ?? nothingProjected;
  const figure = useMemo(
    () => courseFigure(course, { axis, span, projection }, colours, speaker),
    [course, axis, span, projection, colours, speaker],
  );
  const { plain, term } = say.measure(course.id);
  const task = course.task === "alsfrs-r" ? "" : say.taskShort(course.task);
  const title = [[plain, term && `(${term})`].filter(Boolean).join(" "), task].filter(Boolean).join(", ");
  const image = (format: "png" | "svg") =>
    figureImage(titled(figure, title), format, { width: 640, height: 360 }, colours.surface);
  const description = [title, courseText(course, speaker), slopeText(course, speaker)]
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
          image={image}
        />
      </figcaption>
      <Chart figure={figure} height={plotHeight} description={description} onDrawn={openVisit} />
      <CourseWords course={course} />
      <ProjectionControl course={course} months={months} onMonths={onMonths} query={query} />
      {open && <CourseDrawer course={course} onClose={() => setOpen(false)} />}
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

type ClickedPoint = { points: { customdata?: unknown }[] };
type Listening = DrawnChart & { on(event: "plotly_click", listener: (clicked: ClickedPoint) => void): void };

/** Listens to a chart: a click on a point opens its visit. */
function useOpenVisit() {
  const [, go] = useLocation();
  const latest = useRef(go);
  latest.current = go;
  return (chart: DrawnChart) =>
    (chart as Listening).on("plotly_click", ({ points }) => {
      const visitId = points.find(({ customdata }) => typeof customdata === "string")?.customdata;
      if (visitId) latest.current(`/visits/${visitId}`);
    });
}

function titled(figure: ReturnType<typeof courseFigure>, text: string): ReturnType<typeof courseFigure> {
  const { layout, data } = figure;
  return {
    data,
    layout: { ...layout, title: { text, font: { size: 13 } }, margin: { ...layout.margin, t: 40 } },
  };
}
