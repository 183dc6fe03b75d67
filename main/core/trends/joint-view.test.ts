import { expect, test } from "vitest";
import type { TrendPoint, TrendSeries } from "../../../shared/domain/trend.ts";
import { changedSinceLastVisit, movedTogether } from "./joint-view.ts";

const dates = ["2025-01-01", "2025-04-01", "2025-07-01"];

function seriesOf(
  id: string,
  values: number[],
  mdc: number | null,
  given: Partial<TrendPoint>[] = [],
): TrendSeries {
  const points = values.map((value, i) => ({
    ...{ visitId: `v${i}`, date: dates[i]!, monthsSinceOnset: null, value, accepted: true, repeats: 1 },
    ...{ withinVisitSd: null, device: "", version: "", breakBefore: false },
    ...given[i],
  }));
  return {
    ...{ id, name: id, task: "vowel-a", unit: "Hz", points, slope: null, change: null, norm: null },
    baseline: { value: values[0]!, visits: 1 },
    mdc: mdc === null ? null : { value: mdc, source: "" },
  };
}

test("what moved together at each visit, in multiples of the detectable change, largest first", () => {
  const views = movedTogether([
    seriesOf("a", [10, 9.5, 8], 1),
    seriesOf("b", [10, 13, 16], 2),
    seriesOf("still", [10, 10.5, 9.5], 1),
    seriesOf("unknown", [10, 100, 1000], null),
  ]);
  expect(views.map(({ date, moved }) => [date, moved.map(({ id, inMdc }) => [id, inMdc])])).toEqual([
    [dates[0], []],
    [dates[1], [["b", 1.5]]],
    [
      dates[2],
      [
        ["b", 3],
        ["a", -2],
      ],
    ],
  ]);
});

test("what failed quality or came before a change of device does not take part", () => {
  const failed = seriesOf("a", [10, 50, 10], 1, [{}, { accepted: false }]);
  const broken = seriesOf("b", [10, 50, 50], 1, [{}, { breakBefore: true }]);
  broken.baseline = { value: 50, visits: 1 };
  expect(movedTogether([failed, broken]).flatMap(({ moved }) => moved)).toEqual([]);
});

test("what changed since the last visit: beyond the error first, then within, then unknown", () => {
  const steps = changedSinceLastVisit([
    seriesOf("unknown", [1, 1, 9], null),
    seriesOf("within", [10, 10, 10.5], 1),
    seriesOf("up", [10, 10, 12], 1),
    seriesOf("down", [10, 10, 7], 1),
    seriesOf("other device", [10, 10, 70], 1, [{}, {}, { breakBefore: true }]),
    seriesOf("not at the last visit", [10, 20], 1),
    seriesOf("failed", [10, 20, 30], 1, [{}, {}, { accepted: false }]),
  ]);
  expect(steps.map(({ id, inMdc, label }) => [id, inMdc, label])).toEqual([
    ["down", -3, "exceeds-measurement-error"],
    ["up", 2, "exceeds-measurement-error"],
    ["within", 0.5, "within-measurement-error"],
    ["unknown", null, "no-error-known"],
    ["other device", null, "no-error-known"],
  ]);
  expect(steps[0]).toMatchObject({ from: 10, to: 7 });
});

test("between two single visits the limit is that of two values, whatever the baseline", () => {
  const series = seriesOf("a", [10, 10, 12], Math.sqrt(1.5)); // limit of a baseline of two visits
  series.baseline = { value: 10, visits: 2 };
  expect(changedSinceLastVisit([series])[0]?.inMdc).toBeCloseTo(2 / Math.SQRT2, 10);
});
