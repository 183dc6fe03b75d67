import { expect, test } from "vitest";
import type { TrendPoint, TrendSeries } from "../../shared/domain/trend.ts";
import { markerSymbol, trendCsv } from "./trend-figure.ts";

const point: TrendPoint = {
  visitId: "v1",
  date: "2026-01-05",
  monthsSinceOnset: null,
  value: 5.1,
  accepted: true,
  repeats: 1,
  withinVisitSd: null,
  device: "",
  version: "1",
  breakBefore: false,
};

test("a point is filled by quality, and a diamond where a person placed the onsets", () => {
  expect(markerSymbol(point)).toBe("circle");
  expect(markerSymbol({ ...point, accepted: false })).toBe("circle-open");
  expect(markerSymbol({ ...point, byHand: true })).toBe("diamond");
  expect(markerSymbol({ ...point, accepted: false, byHand: true })).toBe("diamond-open");
});

test("the exported points say which were corrected by hand", () => {
  const series = { id: "ddk-rate", task: "ddk-pa", unit: "1/s", points: [point, { ...point, byHand: true }] };
  const [header, plain, corrected] = trendCsv(series as TrendSeries).split("\r\n");
  expect(header).toMatch(/,onsets$/);
  expect([plain!.split(",").at(-1), corrected!.split(",").at(-1)]).toEqual(["", "by hand"]);
});
