import { type KeyboardEvent, type Ref, useId, useRef } from "react";
import { actionMarksOf } from "../../shared/domain/action-mark.ts";
import type { Course, CoursePoint } from "../../shared/domain/course.ts";
import type { Projection } from "../../shared/domain/projection.ts";
import { ticksBetween } from "../../shared/scale/axis-ticks.ts";
import { useWords } from "../words.ts";
import { type ChartColours, useChartColours } from "./chart-colours.ts";
import { courseRange, wholeScale } from "./course-range.ts";
import { pointWords } from "./course-text.ts";
import { halfway, monthTicks, onsetTicks, type Span, shareOfSpan, type TimeAxis } from "./time-scale.ts";
import { useBoxSize } from "./use-box-size.ts";

type CourseChartProps = {
  course: Course;
  axis: TimeAxis;
  /** The range of dates that all charts share. */
  span: Span;
  /** Empty unless it was asked for. */
  projection: readonly Projection[];
  /** One sentence that says what the chart shows, for those who do not see it. */
  description: string;
  picture: Ref<HTMLDivElement>;
  onPoint: (point: CoursePoint) => void;
};

const height = 176;
const margin = { left: 44, right: 10, top: 8, bottom: 24 };

/** Where values and dates lie, px. */
type Scale = {
  x: (date: string) => number;
  y: (value: number) => number;
  left: number;
  right: number;
  top: number;
  foot: number;
};

/** One measure over the visits; each point is a button, and arrow keys go from one to the next. */
export function CourseChart(props: CourseChartProps) {
  const { course, span, projection } = props;
  const holder = useRef<HTMLDivElement>(null);
  const size = useBoxSize(holder);
  const range = courseRange(course, projection);
  const scale = size && scaleOf(size.width, span, range);
  return (
    <div className="course-chart" ref={holder} style={{ height }}>
      {scale && size && (
        // biome-ignore lint/a11y/useSemanticElements: a picture with buttons in it is no group of fields
        <div ref={props.picture} role="group" aria-label={props.description}>
          <CourseLines {...props} scale={scale} range={range} width={size.width} />
        </div>
      )}
    </div>
  );
}

function scaleOf(width: number, span: Span, [low, high]: readonly [number, number]): Scale {
  const { left, top } = margin;
  const [right, foot] = [Math.max(left + 1, width - margin.right), height - margin.bottom];
  return {
    x: (date) => left + shareOfSpan(date, span) * (right - left),
    y: (value) => foot - ((value - low) / (high - low)) * (foot - top),
    ...{ left, right, top, foot },
  };
}

type Drawn = { course: Course; scale: Scale; colours: ChartColours };
type CourseLinesProps = CourseChartProps & { scale: Scale; range: readonly [number, number]; width: number };

function CourseLines({ course, scale, range, width, ...props }: CourseLinesProps) {
  const colours = useChartColours();
  const drawn = { course, scale, colours };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the group around it is named; a title would cover the points' own
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily="Inter, system-ui, sans-serif"
      fontSize={11}
      fill={colours["text-muted"]}
    >
      <NormBands {...drawn} range={range} />
      <ActionMarks {...drawn} range={range} />
      <ErrorBand {...drawn} />
      <Axes {...drawn} {...{ range, axis: props.axis, span: props.span }} />
      <AnewMarks {...drawn} />
      <TrendLine {...drawn} />
      <Projected {...drawn} projection={props.projection} />
      <Points {...drawn} onPoint={props.onPoint} />
    </svg>
  );
}

/** The healthy side of the norm, its limit as one line, and the borderline band about it. */
function NormBands({
  course: { norm },
  scale,
  colours,
  range: [low, high],
}: Drawn & { range: readonly [number, number] }) {
  if (!norm) return null;
  const inside = (value: number) => scale.y(Math.min(high, Math.max(low, value)));
  const wide = { x: scale.left, width: scale.right - scale.left };
  const healthy = norm.side === "lower" ? [scale.top, inside(norm.limit)] : [inside(norm.limit), scale.foot];
  const [a, b] = (norm.borderline ?? []).map(inside);
  return (
    <>
      <rect {...wide} y={healthy[0]} height={healthy[1]! - healthy[0]!} fill={colours["norm-band"]} />
      {a !== undefined && b !== undefined && (
        <rect
          {...wide}
          y={Math.min(a, b)}
          height={Math.abs(a - b)}
          fill={colours["norm-band"]}
          fillOpacity={0.55}
          stroke={colours["line-strong"]}
          strokeWidth={0.8}
          strokeDasharray="2 2"
        />
      )}
      {norm.limit > low && norm.limit < high && (
        <path d={`M${scale.left} ${scale.y(norm.limit)}H${scale.right}`} stroke={colours["text-muted"]} />
      )}
    </>
  );
}

/** Rates at which something is to be done: a dotted line, or a band. The words beneath the chart say what. */
function ActionMarks({
  course,
  scale,
  colours,
  range: [low, high],
}: Drawn & { range: readonly [number, number] }) {
  const inRange = actionMarksOf(course).filter(({ from, to }) => to > low && from < high);
  return inRange.map(({ id, from, to }) => {
    const [top, foot] = [scale.y(Math.min(high, to)), scale.y(Math.max(low, from))];
    return from === to ? (
      <path
        key={id}
        d={`M${scale.left} ${top}H${scale.right}`}
        stroke={colours.outside}
        strokeWidth={1.2}
        strokeDasharray="2 3"
      />
    ) : (
      <rect
        key={id}
        x={scale.left}
        width={scale.right - scale.left}
        y={top}
        height={foot - top}
        fill={colours.outside}
        fillOpacity={0.12}
      />
    );
  });
}

/** The error that judged the last change, about the baseline and from its date on. */
function ErrorBand({ course: { baseline, change }, scale, colours }: Drawn) {
  const pattern = useId();
  const limit = change?.error?.limit;
  if (!baseline || limit === undefined) return null;
  const [top, foot] = [baseline.value + limit, baseline.value - limit].map((value) =>
    Math.min(scale.foot, Math.max(scale.top, scale.y(value))),
  );
  const x = scale.x(baseline.date);
  return (
    <>
      <defs>
        <pattern
          id={pattern}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V6" stroke={colours["error-band"]} strokeWidth={1.6} />
        </pattern>
      </defs>
      <rect x={x} width={scale.right - x} y={top} height={foot! - top!} fill={`url(#${pattern})`} />
    </>
  );
}

type AxesProps = Drawn & { range: readonly [number, number]; axis: TimeAxis; span: Span };

function Axes({ course: { id }, scale, colours, range: [low, high], axis, span }: AxesProps) {
  const { say } = useWords();
  const whole = wholeScale(id);
  const values = whole ? [0, whole / 4, whole / 2, (3 * whole) / 4, whole] : ticksBetween(low, high, 5);
  const decimals = Math.max(0, ...values.map((value) => decimalsOf(value)));
  const { left, right, top, foot } = scale;
  return (
    <>
      {values.map((value) => (
        <g key={value}>
          <path d={`M${left} ${scale.y(value)}H${right}`} stroke={colours.line} strokeOpacity={0.7} />
          <text x={left - 6} y={scale.y(value)} textAnchor="end" dominantBaseline="central">
            {say.number(value, decimals)}
          </text>
        </g>
      ))}
      <path d={`M${left} ${top}V${foot}H${right}`} fill="none" stroke={colours["line-strong"]} />
      <TimeLabels {...{ scale, axis, span, colours }} />
    </>
  );
}

const decimalsOf = (value: number) => (String(value).split(".")[1] ?? "").length;

/** Room of a label of the time axis, px. */
const labelWidth = 58;

function TimeLabels({ scale, axis, span, colours }: Pick<AxesProps, "scale" | "axis" | "span" | "colours">) {
  const { words, say } = useWords();
  const { left, right, foot } = scale;
  const most = Math.max(1, Math.floor((right - left) / labelWidth));
  const ticks =
    axis.kind === "date"
      ? monthTicks(span, most).map((date) => ({ x: scale.x(date), text: say.month(date) }))
      : onsetTicks(span, axis.onsetDate, most).map(({ months, share }) => ({
          x: left + share * (right - left),
          text: say.number(months, decimalsOf(months)),
        }));
  return (
    <g textAnchor="middle">
      {ticks.map(({ x, text }) => (
        <g key={text}>
          <path d={`M${x} ${foot}v4`} stroke={colours["line-strong"]} />
          <text x={Math.min(right - 18, Math.max(left + 18, x))} y={foot + 16}>
            {text}
          </text>
        </g>
      ))}
      {axis.kind === "months" && <title>{words.charts.monthsSinceOnset}</title>}
    </g>
  );
}

/** A dashed vertical half way before each visit at which the course starts anew, with its reason. */
function AnewMarks({ course: { points }, scale, colours }: Drawn) {
  const { words } = useWords();
  return points.map((point, k) => {
    const before = points[k - 1];
    if (!point.startsAnew || !before) return null;
    const x = scale.x(halfway(before.date, point.date));
    const isRight = x > (scale.left + scale.right) / 2;
    return (
      <g key={point.visitId}>
        <path d={`M${x} ${scale.top}V${scale.foot}`} stroke={colours.text} strokeDasharray="4 3" />
        <text x={isRight ? x - 4 : x + 4} y={scale.top + 8} textAnchor={isRight ? "end" : "start"}>
          {words.charts.anew[point.startsAnew]}
        </text>
      </g>
    );
  });
}

/** The line over the visits that gave it, in the wedge of its 95 % interval; a score is drawn as steps, without a line. */
function TrendLine({ course: { id, line, points }, scale, colours }: Drawn) {
  const at = ({ date, value }: { date: string; value: number }) => `${scale.x(date)} ${scale.y(value)}`;
  if (wholeScale(id)) {
    const steps = points.map((point, k) =>
      k === 0 ? `M${at(point)}` : `H${scale.x(point.date)}V${scale.y(point.value)}`,
    );
    return <path d={steps.join("")} fill="none" stroke={colours.accent} strokeWidth={1.2} />;
  }
  if (!line) return null;
  const ends = ([first, last]: readonly [number, number]) => [
    at({ date: line.from, value: first }),
    at({ date: line.to, value: last }),
  ];
  return (
    <>
      <path
        d={`M${[...ends(line.lower), ...ends(line.upper).reverse()].join("L")}Z`}
        fill={colours.accent}
        fillOpacity={0.16}
      />
      <path d={`M${ends(line.value).join("L")}`} stroke={colours.accent} strokeWidth={1.5} />
    </>
  );
}

/** Dashed line in its 95 % interval; both or none. */
function Projected({ scale, colours, projection }: Drawn & { projection: readonly Projection[] }) {
  if (projection.length === 0) return null;
  const along = (of: "value" | "lower" | "upper") =>
    projection.map((point) => `${scale.x(point.date)} ${scale.y(point[of])}`);
  const muted = colours["text-muted"];
  return (
    <>
      <path
        d={`M${[...along("lower"), ...along("upper").reverse()].join("L")}Z`}
        fill={muted}
        fillOpacity={0.14}
        stroke={muted}
        strokeDasharray="1 3"
      />
      <path d={`M${along("value").join("L")}`} fill="none" stroke={muted} strokeDasharray="5 4" />
    </>
  );
}

function Points({ course, scale, colours, onPoint }: Drawn & Pick<CourseChartProps, "onPoint">) {
  const speaker = useWords();
  const { points } = course;
  const radius = points.length > 15 ? 3 : 4;
  const last = points.length - 1;
  const act = (event: KeyboardEvent<SVGGElement>, point: CoursePoint) => {
    const index = points.indexOf(point);
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }[event.key];
    const isChosen = event.key === "Enter" || event.key === " ";
    if (next === undefined && !isChosen) return;
    event.preventDefault();
    event.stopPropagation();
    if (isChosen) return onPoint(point);
    const marks = event.currentTarget.parentElement?.children ?? [];
    (marks[next ?? index] as SVGGElement | undefined)?.focus();
  };
  return (
    <g className="points">
      {points.map((point, index) => (
        // biome-ignore lint/a11y/useSemanticElements: an SVG has no button of its own
        <g
          key={point.visitId}
          role="button"
          tabIndex={index === last ? 0 : -1}
          aria-label={pointWords(point, course, speaker).join(", ")}
          onClick={() => onPoint(point)}
          onKeyDown={(event) => act(event, point)}
        >
          <title>{pointWords(point, course, speaker).join("\n")}</title>
          <circle cx={scale.x(point.date)} cy={scale.y(point.value)} r={9} fill="transparent" />
          <path
            d={markPath(point, scale, index === last ? radius + 1.5 : radius)}
            fill={point.doubtful ? colours.surface : markColour(point, colours)}
            stroke={markColour(point, colours)}
            strokeWidth={point.doubtful ? 2 : 0}
          />
        </g>
      ))}
    </g>
  );
}

/** What may not be compared with the last point is grey. */
function markColour({ comparable, doubtful }: CoursePoint, colours: ChartColours): string {
  return comparable || doubtful ? colours.accent : colours["line-strong"];
}

/** A disc; a diamond where a person placed the onsets. */
function markPath({ date, value, byHand }: CoursePoint, scale: Scale, radius: number): string {
  const [x, y] = [scale.x(date), scale.y(value)];
  if (byHand)
    return `M${x} ${y - radius * 1.3}l${radius * 1.3} ${radius * 1.3} ${-radius * 1.3} ${radius * 1.3} ${-radius * 1.3} ${-radius * 1.3}z`;
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}
