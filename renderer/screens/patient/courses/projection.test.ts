import { expect, test } from "vitest";
import type { Course } from "../../../../shared/domain/course.ts";
import { speakerOf } from "../../../speaker.ts";
import { canProject, monthsLater, projectionDates, projectionWords } from "./projection.ts";

const english = speakerOf("en");

const course = (unit: string, visits: [date: string, comparable: boolean][], line = true) =>
  ({
    id: "ddk-rate",
    task: "ddk-pa",
    unit,
    points: visits.map(([date, comparable]) => ({ visitId: date, date, comparable })),
    line: line ? { perMonth: -0.1 } : null,
  }) as Course;

test("a class or a level is never projected, nor a course without a line", () => {
  expect(canProject(course("1/s", []))).toBe(true);
  expect(canProject(course("probability", []))).toBe(false);
  expect(canProject(course("level", []))).toBe(false);
  expect(canProject(course("1/s", [], false))).toBe(false);
});

test("the projection starts at the last comparable visit", () => {
  const dates = projectionDates(
    course("1/s", [
      ["2026-01-01", true],
      ["2026-02-01", true],
      ["2026-03-01", false],
    ]),
    6,
  );
  expect(dates).toEqual(["2026-02-01", "2026-05-03", "2026-08-03"]);
  expect(projectionDates(course("1/s", []), 6)).toEqual([]);
  expect(monthsLater("2025-12-31", 12)).toBe("2026-12-31");
});

test("the value never stands without its interval", () => {
  const end = { date: "2027-04-05", value: 3.1, lower: 2.2, upper: 4 };
  expect(projectionWords(course("1/s", []), [end], english)).toBe(
    "5 Apr 2027: 3.10 per s (95 % interval 2.20 to 4.00), if the line goes on as it did",
  );
  expect(projectionWords(course("1/s", []), [], english)).toMatch(/not enough/);
});
