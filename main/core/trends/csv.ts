import type { TrendPoint, TrendSeries } from "../../../shared/domain/trend.ts";

const columns = ["series", "name", "task", "unit", "visit", "date", "monthsSinceOnset", "value"] as const;
const more = ["accepted", "repeats", "withinVisitSd", "device", "version", "breakBefore"] as const;

/**
 * Every point of every series, one line each, RFC 4180 (comma, CRLF, quotes doubled), with a header. Numbers are
 * written in full with a point; what is not known is empty. Text that a spreadsheet would run as a formula gets a
 * leading apostrophe.
 */
export function trendCsv(series: readonly TrendSeries[]): string {
  const lines = series.flatMap((one) => one.points.map((point) => line(cells(one, point))));
  return [line([...columns, ...more, "byHand"]), ...lines].join("");
}

type Cell = string | number | boolean | null;

function cells({ id, name, task, unit }: TrendSeries, point: TrendPoint): Cell[] {
  const { visitId, date, monthsSinceOnset, value } = point;
  return [
    id,
    name,
    task,
    unit,
    visitId,
    date,
    monthsSinceOnset,
    value,
    ...more.map((column) => point[column]),
    point.byHand ?? false,
  ];
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(content: Cell): string {
  if (typeof content !== "string") return content === null ? "" : String(content);
  const safe = /^[=+\-@\t\r]/.test(content) ? `'${content}` : content;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
