import type { Course, CoursePoint } from "../../shared/domain/course.ts";
import type { Speaker } from "../speaker.ts";
import { csv } from "./csv.ts";

/** A point in words: date and value, then what is to be said of it. */
export function pointWords(point: CoursePoint, { id, unit }: Course, { words, say }: Speaker): string[] {
  const { charts, findings } = words;
  const { change, notJudged } = point;
  return [
    charts.point(say.date(point.date), say.measureValue(id, point.value, unit)),
    point.doubtful ? findings.doubtfulOnly : "",
    point.byHand ? findings.placedByHand : "",
    change ? `${say.measureDifference(id, change.value, unit)}: ${findings.changeTag[change.label]}` : "",
    !change && notJudged ? say.notJudged(notJudged) : "",
    point.device,
  ].filter(Boolean);
}

/** The points of a course as text. */
export function courseCsv({ id, task, unit, points }: Course): string {
  return csv(
    [
      ...["series", "task", "date", "months_since_onset", "value", "unit", "doubtful", "comparable"],
      ...["takes", "left_out", "within_visit_sd", "device", "version", "starts_anew", "onsets"],
      ...["change", "in_error", "label", "not_judged"],
    ],
    points.map((point) => [
      ...[id, task, point.date, point.monthsSinceOnset, point.value, unit, point.doubtful, point.comparable],
      ...[point.takes, point.leftOut, point.withinVisitSd, point.device, point.version, point.startsAnew],
      point.byHand ? "by hand" : "",
      ...[point.change?.value, point.change?.inError, point.change?.label, point.notJudged],
    ]),
  );
}
