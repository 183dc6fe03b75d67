import { expect, test } from "vitest";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { coursesFirst } from "./courses-first.ts";

test("what was measured at one visit comes after what has a course; else the order is kept", () => {
  const series = (id: string, visits: number) => ({ id, points: Array(visits).fill({}) }) as TrendSeries;
  const ordered = coursesFirst([series("reading", 1), series("rate", 5), series("new", 1), series("f0", 2)]);
  expect(ordered.map(({ id }) => id)).toEqual(["rate", "f0", "reading", "new"]);
});
