import fc from "fast-check";
import { expect, test } from "vitest";
import type { Course, CoursePoint } from "./course.ts";
import { receiveCourses, SentCourses, sendCourses } from "./sent-courses.ts";

const pointOf = (visit: number, value: number, change: CoursePoint["change"]): CoursePoint => ({
  visitId: `visit-${visit}`,
  date: `2026-01-${10 + visit}` as CoursePoint["date"],
  monthsSinceOnset: visit % 2 ? null : visit,
  value,
  doubtful: visit === 1,
  comparable: true,
  takes: 2,
  leftOut: 0,
  withinVisitSd: value > 0 ? 0.1 : null,
  device: "headset",
  version: "1",
  startsAnew: visit === 2 ? "device-changed" : null,
  otherVersion: false,
  byHand: false,
  change,
  notJudged: change ? null : "first-visit",
});

const courseOf = (id: string, points: CoursePoint[]): Course => ({
  ...{ id, task: "vowel-a", unit: "Hz", points, comparableFrom: null, baseline: null, line: null },
  ...{ lineWithheld: "too-few-visits", change: null, sinceLast: null, notJudged: "first-visit", norm: null },
});

const change = fc.record({
  value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  inError: fc.option(fc.integer()),
  label: fc.constantFrom("exceeds-measurement-error" as const, "within-measurement-error" as const),
  direction: fc.constantFrom("better" as const, "worse" as const, null),
  visits: fc.nat(5),
});
const point = fc.record({ visit: fc.nat(12), value: fc.integer(), change: fc.option(change) });
const courses = fc.array(
  fc.uniqueArray(point, { selector: ({ visit }) => visit, maxLength: 12 }).map((points) =>
    courseOf(
      "f0-mean",
      points.map(({ visit, value, change }) => pointOf(visit, value, change)),
    ),
  ),
);

test("courses come out of the columns as they went in, by way of JSON and the schema", () => {
  fc.assert(
    fc.property(courses, (given) => {
      const sent = JSON.stringify(sendCourses(given));
      expect(receiveCourses(SentCourses.parse(JSON.parse(sent)))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
  );
});

test("what all points of a course have stands once", () => {
  const points = Array.from({ length: 30 }, (_, visit) => pointOf(visit % 80, visit, null));
  const [sent] = sendCourses([courseOf("f0-mean", points)]).courses;
  expect(sent!.points.takes).toEqual({ all: 2 });
  expect(sent!.points.value).toHaveLength(30);
});
