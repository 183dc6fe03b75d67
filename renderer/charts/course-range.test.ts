import { expect, test } from "vitest";
import type { Course } from "../../shared/domain/course.ts";
import { courseRange } from "./course-range.ts";

const course = (given: object) =>
  ({
    id: "ddk-rate",
    points: [{ value: 6 }, { value: 3 }],
    baseline: null,
    change: null,
    norm: null,
    ...given,
  }) as Course;

test("scores are shown on their whole scale", () => {
  const [low, high] = courseRange(course({ id: "alsfrs-bulbar" }));
  expect(low).toBeLessThanOrEqual(0);
  expect(high).toBeGreaterThanOrEqual(12);
});

test("points and the band of the error fit in; the norm's limit only where it is near", () => {
  const [low, high] = courseRange(
    course({ baseline: { value: 6 }, change: { error: { limit: 1 } }, norm: { limit: 40 } }),
  );
  expect(low).toBeCloseTo(3 - 0.32);
  expect(high).toBeCloseTo(7 + 0.32);
  expect(courseRange(course({ norm: { limit: 2 } }))[0]).toBeLessThan(2);
});
