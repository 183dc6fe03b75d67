import type { Course, CoursePoint } from "../../../shared/domain/course.ts";
import { type CsvCell, csvLine } from "../../../shared/domain/csv.ts";

const columns = [
  "series",
  "task",
  "unit",
  "visit",
  "date",
  "monthsSinceOnset",
  "value",
  "doubtful",
  "takes",
  "leftOut",
  "withinVisitSd",
  "device",
  "version",
  "startsAnew",
  "comparable",
  "byHand",
  "change",
  "changeInError",
  "changeLabel",
  "direction",
  "notJudged",
] as const;
type Column = (typeof columns)[number];

/**
 * Every point of every course, one line each, RFC 4180 (comma, CRLF, quotes doubled), with a header. Numbers are
 * written in full with a point; what is not known is empty. Text that a spreadsheet would run as a formula gets a
 * leading apostrophe.
 */
export function trendCsv(courses: readonly Course[]): string {
  const lines = courses.flatMap((course) => course.points.map((point) => csvLine(cells(course, point))));
  return [csvLine(columns), ...lines].join("");
}

function cells({ id, task, unit }: Course, { change, visitId, ...point }: CoursePoint): CsvCell[] {
  const row: Record<Column, CsvCell> = {
    ...point,
    series: id,
    task,
    unit,
    visit: visitId,
    change: change?.value ?? null,
    changeInError: change?.inError ?? null,
    changeLabel: change?.label ?? null,
    direction: change?.direction ?? null,
  };
  return columns.map((column) => row[column]);
}
