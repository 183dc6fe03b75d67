import type { Course, CoursePoint } from "../../../../shared/domain/course.ts";
import { ticksBetween } from "../../../../shared/scale/axis-ticks.ts";
import { sayMonth, sayPlain } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { DrawnCourse } from "../content/report-content.ts";
import { type Area, type Box, hatch, marker, type Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const day = 86_400_000;
/** Courses side by side. */
export const coursesInRow = 3;
const gap = 14;

/** Draws series as small multiples with one time axis, three a row, in `height`; returns the y below. */
export function drawTrends(sheet: Sheet, courses: readonly DrawnCourse[], area: Box): number {
  if (!courses.length) return area.y;
  const rows = Math.ceil(courses.length / coursesInRow);
  const height = Math.min(140, (area.height - (rows - 1) * 6) / rows);
  const width = (area.width - (coursesInRow - 1) * gap) / coursesInRow;
  const times = courses.flatMap(({ course: { points } }) => points.map(({ date }) => Date.parse(date)));
  const span: [number, number] = [Math.min(...times), Math.max(...times)];
  courses.forEach((each, index) => {
    const x = area.x + (index % coursesInRow) * (width + gap);
    const y = area.y + Math.floor(index / coursesInRow) * (height + 6);
    sheet.tags.figure(`${each.inWords}. ${each.caption}`, () =>
      drawCourse(sheet, each, span, { x, y, width, height }),
    );
  });
  return area.y + rows * (height + 6) - 6;
}

type Scale = {
  x: (date: string) => number;
  y: (value: number) => number;
  plot: Box;
  domain: [number, number];
};

function drawCourse(
  sheet: Sheet,
  { course, title, unit, axis, caption }: DrawnCourse,
  span: [number, number],
  box: Box,
): void {
  const { type } = sheet;
  const style = { size: 7, colour: colours.grey };
  const shownUnit = title.includes(unit) ? "" : unit;
  const unitWidth = Math.min(box.width * 0.4, type.width(shownUnit, style) + 2);
  const room = { ...box, width: box.width - unitWidth - 3 };
  const size = type.width(title, { size: 7.5, weight: 600 }) > room.width ? 6.5 : 7.5;
  type.set(title, { size, weight: 600 }, room);
  const right = { x: box.x + box.width - unitWidth, y: box.y, width: unitWidth, align: "right" } as const;
  type.set(shownUnit, style, right);
  const plot = { x: box.x + 24, y: box.y + 12, width: box.width - 24, height: box.height - 32 };
  const scale = scaleOf(course, axis, span, plot);
  drawBands(sheet, course, scale);
  drawAxes(sheet, scale, span);
  drawLine(sheet, course, scale);
  drawPoints(sheet, course.points, scale);
  type.set(caption, { size: 6.2, colour: colours.grey }, { ...box, y: box.y + box.height - 9 });
}

function scaleOf(
  course: Course,
  axis: [number, number] | null,
  [first, last]: [number, number],
  plot: Box,
): Scale {
  const domain = axis ?? domainOf(course);
  const [low, high] = domain;
  const inset = 5;
  return {
    plot,
    domain,
    x: (date) => {
      const share = last > first ? (Date.parse(date) - first) / (last - first) : 0.5;
      return plot.x + inset + share * (plot.width - 2 * inset);
    },
    y: (value) => plot.y + plot.height * (1 - (value - low) / (high - low)),
  };
}

/** Half the width of the error's band about the baseline; null where no error is known, or it knows nothing of days. */
function errorLimit({ change }: Course): number | null {
  return change?.error && change.error.kind !== "repeats" ? change.error.limit : null;
}

/** Holds all points, the measurement error around the baseline and the norm's limit where it is near. */
function domainOf(course: Course): [number, number] {
  const { points, baseline, norm } = course;
  const values = points.map(({ value }) => value);
  const limit = errorLimit(course);
  if (baseline && limit !== null) values.push(baseline.value - limit, baseline.value + limit);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isNear = norm && norm.limit > low - (high - low) && norm.limit < high + (high - low);
  const [bottom, top] = isNear ? [Math.min(low, norm.limit), Math.max(high, norm.limit)] : [low, high];
  const pad = (top - bottom) * 0.1 || Math.abs(top) * 0.1 || 1;
  const floor = Math.min(...points.map(({ value }) => value)) >= 0 ? 0 : Number.NEGATIVE_INFINITY;
  return [Math.max(floor, bottom - pad), top + pad];
}

/** The healthy side of the norm's limit grey; the error about the baseline hatched, from the baseline's date on. */
function drawBands(sheet: Sheet, course: Course, { plot, domain, x, y }: Scale): void {
  const { doc } = sheet;
  const { norm, baseline } = course;
  const band = (from: number | null, to: number | null) => {
    const [low, high] = [Math.max(domain[0], from ?? domain[0]), Math.min(domain[1], to ?? domain[1])];
    return { x: plot.x, width: plot.width, y: y(high), height: y(low) - y(high) };
  };
  doc.rect(plot.x, plot.y, plot.width, plot.height).fill("#fafbfc");
  if (norm) {
    const healthy = norm.side === "higher" ? band(null, norm.limit) : band(norm.limit, null);
    if (healthy.height > 0) doc.rect(healthy.x, healthy.y, healthy.width, healthy.height).fill("#dde2e6");
  }
  if (!baseline) return;
  const left = Math.max(plot.x, x(baseline.date) - 4);
  const limit = errorLimit(course);
  if (limit !== null)
    hatch(sheet, {
      ...band(baseline.value - limit, baseline.value + limit),
      x: left,
      width: plot.x + plot.width - left,
    });
  doc.lineWidth(0.5).strokeColor(colours.accent).dash(2, { space: 2 });
  doc
    .moveTo(left, y(baseline.value))
    .lineTo(plot.x + plot.width, y(baseline.value))
    .stroke()
    .undash();
}

function drawAxes(
  { doc, type, language }: Sheet,
  { plot, domain, y }: Scale,
  [first, last]: [number, number],
): void {
  const style = { size: 6.5, colour: colours.grey };
  doc.lineWidth(0.5).strokeColor(colours.line);
  doc
    .moveTo(plot.x, plot.y)
    .lineTo(plot.x, plot.y + plot.height)
    .lineTo(plot.x + plot.width, plot.y + plot.height)
    .stroke();
  for (const tick of ticksBetween(...domain, Math.max(3, Math.floor(plot.height / 15)))) {
    doc
      .moveTo(plot.x - 2, y(tick))
      .lineTo(plot.x, y(tick))
      .stroke();
    type.set(sayPlain(tick, language), style, {
      x: plot.x - 26,
      y: y(tick) - 4,
      width: 22,
      align: "right",
    });
  }
  const dateOf = (time: number) => sayMonth(new Date(time).toISOString().slice(0, 10), language);
  const below = { y: plot.y + plot.height + 2, width: plot.width / 2 };
  if (last - first < day)
    type.set(dateOf(first), style, { ...below, x: plot.x, width: plot.width, align: "centre" });
  else {
    type.set(dateOf(first), style, { ...below, x: plot.x });
    type.set(dateOf(last), style, { ...below, x: plot.x + plot.width / 2, align: "right" });
  }
}

/** The line of the comparable visits and the wedge of its interval, over these visits alone. */
function drawLine({ doc }: Sheet, { line }: Course, { x, y, plot }: Scale): void {
  if (!line) return;
  const [from, to] = [x(line.from), x(line.to)];
  doc.save().rect(plot.x, plot.y, plot.width, plot.height).clip();
  doc
    .fillColor(colours.accent)
    .fillOpacity(0.12)
    .moveTo(from, y(line.lower[0]))
    .lineTo(to, y(line.lower[1]))
    .lineTo(to, y(line.upper[1]))
    .lineTo(from, y(line.upper[0]))
    .closePath()
    .fill();
  doc.fillOpacity(1).lineWidth(0.8).strokeColor(colours.accent);
  doc.moveTo(from, y(line.value[0])).lineTo(to, y(line.value[1])).stroke();
  doc.restore();
}

/** Points of the comparable part dark, earlier ones grey, doubtful ones hollow; a dashed line where the course starts anew. */
function drawPoints(sheet: Sheet, points: readonly CoursePoint[], { x, y, plot }: Scale): void {
  const { doc } = sheet;
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (!point.startsAnew || !before) return;
    const at = (x(before.date) + x(point.date)) / 2;
    doc.lineWidth(0.6).strokeColor(colours.grey).dash(1.5, { space: 1.5 });
    doc
      .moveTo(at, plot.y)
      .lineTo(at, plot.y + plot.height)
      .stroke()
      .undash();
  });
  const radius = points.length > 12 ? 1.7 : 2.2;
  for (const { date, value, doubtful, comparable } of points)
    marker(sheet, x(date), y(value), {
      shape: "circle",
      filled: !doubtful,
      colour: comparable || doubtful ? colours.ink : colours.hatch,
      radius,
    });
}

/** The key to the marks of `drawTrends`, on one line; returns the y below. */
export function drawTrendKey(sheet: Sheet, { x, y, width }: Area): number {
  const { doc, tags, type, language } = sheet;
  const words = wordsOf(language).report.trend.key;
  const style = { size: 6.5, colour: colours.grey };
  const entries: [string, (left: number) => void][] = [
    [
      words.accepted,
      (left) =>
        marker(sheet, left + 5, y + 4, { shape: "circle", filled: true, colour: colours.ink, radius: 2 }),
    ],
    [
      words.failed,
      (left) =>
        marker(sheet, left + 5, y + 4, { shape: "circle", filled: false, colour: colours.ink, radius: 2 }),
    ],
    [words.norm, (left) => doc.rect(left, y + 1, 10, 6).fill("#dde2e6")],
    [words.error, (left) => hatch(sheet, { x: left, y: y + 1, width: 10, height: 6 }, 2)],
    [
      words.slope,
      (left) =>
        doc
          .lineWidth(0.8)
          .strokeColor(colours.accent)
          .moveTo(left, y + 4)
          .lineTo(left + 10, y + 4)
          .stroke(),
    ],
    [
      words.breakBefore,
      (left) =>
        doc
          .lineWidth(0.6)
          .strokeColor(colours.grey)
          .dash(1.5, { space: 1.5 })
          .moveTo(left + 5, y)
          .lineTo(left + 5, y + 8)
          .stroke()
          .undash(),
    ],
  ];
  let left = x;
  for (const [text, draw] of entries) {
    const at = left;
    tags.artifact(() => draw(at));
    type.set(text, style, { x: left + 13, y, width: x + width - left - 13 });
    left += 13 + type.width(text, style) + 10;
  }
  return y + 11;
}
