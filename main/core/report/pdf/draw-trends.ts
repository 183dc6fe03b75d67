import type { TrendPoint, TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayMonth, sayNumber, sayPlain } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { DrawnSeries } from "../content/report-content.ts";
import { ticksBetween } from "./axis-ticks.ts";
import { type Area, type Box, hatch, marker, type Sheet } from "./sheet.ts";
import { colours } from "./typesetting.ts";

const day = 86_400_000;
const month = 30.4375 * day;
const perRow = 3;
const gap = 14;

/** Draws series as small multiples with one time axis, three a row, in `height`; returns the y below. */
export function drawTrends(sheet: Sheet, series: readonly DrawnSeries[], area: Box): number {
  if (!series.length) return area.y;
  const rows = Math.ceil(series.length / perRow);
  const height = Math.min(140, (area.height - (rows - 1) * 6) / rows);
  const width = (area.width - (perRow - 1) * gap) / perRow;
  const times = series.flatMap(({ series: { points } }) => points.map(({ date }) => Date.parse(date)));
  const span: [number, number] = [Math.min(...times), Math.max(...times)];
  series.forEach((each, index) => {
    const x = area.x + (index % perRow) * (width + gap);
    const y = area.y + Math.floor(index / perRow) * (height + 6);
    drawSeries(sheet, each, span, { x, y, width, height });
  });
  return area.y + rows * (height + 6) - 6;
}

type Scale = {
  x: (date: string) => number;
  y: (value: number) => number;
  plot: Box;
  domain: [number, number];
};

function drawSeries(
  sheet: Sheet,
  { series, title, unit, decimals }: DrawnSeries,
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
  const scale = scaleOf(series, span, plot);
  drawBands(sheet, series, scale);
  drawAxes(sheet, scale, span);
  drawSlope(sheet, series, scale);
  drawPoints(sheet, series.points, scale);
  type.set(
    captionOf(series, unit, { decimals, language: sheet.language }),
    { size: 6.5, colour: colours.grey },
    { ...box, y: box.y + box.height - 9 },
  );
}

function scaleOf(series: TrendSeries, [first, last]: [number, number], plot: Box): Scale {
  const domain = domainOf(series);
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

/** Holds all points, the measurement error around the baseline and the near edge of the norm. */
function domainOf({ points, baseline, mdc, norm }: TrendSeries): [number, number] {
  const values = points.map(({ value }) => value);
  if (baseline && mdc) values.push(baseline.value - mdc.value, baseline.value + mdc.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const bottom = norm?.upper != null && norm.upper < low ? norm.upper : low;
  const top = norm?.lower != null && norm.lower > high ? norm.lower : high;
  const pad = (top - bottom) * 0.1 || Math.abs(top) * 0.1 || 1;
  const floor = Math.min(...points.map(({ value }) => value)) >= 0 ? 0 : Number.NEGATIVE_INFINITY;
  return [Math.max(floor, bottom - pad), top + pad];
}

function drawBands(sheet: Sheet, { norm, baseline, mdc }: TrendSeries, { plot, domain, y }: Scale): void {
  const { doc } = sheet;
  const band = (from: number | null, to: number | null) => {
    const [low, high] = [Math.max(domain[0], from ?? domain[0]), Math.min(domain[1], to ?? domain[1])];
    return { x: plot.x, width: plot.width, y: y(high), height: y(low) - y(high) };
  };
  doc.rect(plot.x, plot.y, plot.width, plot.height).fill("#fafbfc");
  if (norm) {
    const { x, y: top, width, height } = band(norm.lower, norm.upper);
    if (height > 0) doc.rect(x, top, width, height).fill("#dde2e6");
  }
  if (!baseline) return;
  if (mdc) hatch(sheet, band(baseline.value - mdc.value, baseline.value + mdc.value));
  doc.lineWidth(0.5).strokeColor(colours.accent).dash(2, { space: 2 });
  doc
    .moveTo(plot.x, y(baseline.value))
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

/** The line of the slope through the medians of accepted points, and the wedge of its interval. */
function drawSlope({ doc }: Sheet, { points, slope }: TrendSeries, { x, y, plot }: Scale): void {
  const accepted = points.filter((point) => point.accepted);
  if (!slope) return;
  const months = (point: TrendPoint) => Date.parse(point.date) / month;
  const [from, to] = [accepted[0]!, accepted.at(-1)!];
  const middle = median(accepted.map(months));
  const level = median(accepted.map((point) => point.value - slope.perMonth * (months(point) - middle)));
  const at = (point: TrendPoint, perMonth: number) => y(level + perMonth * (months(point) - middle));
  const centre =
    x(from.date) + ((middle - months(from)) / (months(to) - months(from))) * (x(to.date) - x(from.date));
  doc.save().rect(plot.x, plot.y, plot.width, plot.height).clip();
  doc.fillColor(colours.accent).fillOpacity(0.12);
  for (const end of [from, to])
    doc
      .moveTo(centre, y(level))
      .lineTo(x(end.date), at(end, slope.lower))
      .lineTo(x(end.date), at(end, slope.upper))
      .closePath()
      .fill();
  doc.fillOpacity(1).lineWidth(0.8).strokeColor(colours.accent);
  doc.moveTo(x(from.date), at(from, slope.perMonth)).lineTo(x(to.date), at(to, slope.perMonth)).stroke();
  doc.restore();
}

function drawPoints(sheet: Sheet, points: readonly TrendPoint[], { x, y, plot }: Scale): void {
  const { doc } = sheet;
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (!point.breakBefore || !before) return;
    const at = (x(before.date) + x(point.date)) / 2;
    doc.lineWidth(0.6).strokeColor(colours.grey).dash(1.5, { space: 1.5 });
    doc
      .moveTo(at, plot.y)
      .lineTo(at, plot.y + plot.height)
      .stroke()
      .undash();
  });
  const radius = points.length > 12 ? 1.7 : 2.2;
  for (const { date, value, accepted } of points)
    marker(sheet, x(date), y(value), { shape: "circle", filled: accepted, colour: colours.ink, radius });
}

function captionOf(
  { slope, change, points }: TrendSeries,
  unit: string,
  { decimals, language }: { decimals: number; language: Language },
): string {
  const { findings, report } = wordsOf(language);
  const n = (value: number) => sayNumber(value, decimals + 1, language);
  if (slope) {
    const shown = /[a-z]{5}/.test(unit) ? "" : unit;
    const perMonth = [n(slope.perMonth), shown].filter(Boolean).join(" ");
    return report.trend.slope(perMonth, n(slope.lower), n(slope.upper));
  }
  if (points.length < 2) return report.trend.oneVisit;
  return change ? findings.change[change.label] : report.trend.noSlope;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The key to the marks of `drawTrends`, on one line; returns the y below. */
export function drawTrendKey(sheet: Sheet, { x, y, width }: Area): number {
  const { doc, type, language } = sheet;
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
    draw(left);
    type.set(text, style, { x: left + 13, y, width: x + width - left - 13 });
    left += 13 + type.width(text, style) + 10;
  }
  return y + 11;
}
