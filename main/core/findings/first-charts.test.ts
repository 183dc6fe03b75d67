import { expect, test } from "vitest";
import { firstCharts } from "./first-charts.ts";

const series = (...named: [id: string, task: string, visits?: number][]) =>
  named.map(([id, task, visits = 3]) => ({ id, task, visits }));
const names = (charts: readonly { id: string; task: string }[]) =>
  charts.map(({ id, task }) => `${id} ${task}`);

test("of the alternatives of a slot the first that the patient has", () => {
  const found = firstCharts(
    series(
      ["speaking-rate", "free"],
      ["speaking-rate", "digits"],
      ["ddk-rate", "ddk-ka"],
      ["ddk-rate", "ddk-ta"],
    ),
    null,
  );
  expect(names(found).slice(0, 2)).toEqual(["speaking-rate digits", "ddk-rate ddk-ta"]);
});

test("slots that the patient lacks are filled with what has a course, up to six", () => {
  const many = series(["alsfrs-speech", "alsfrs-r"], ["hnr", "vowel-a", 1], ["jitter-local", "vowel-a"]);
  expect(names(firstCharts(many, null))).toEqual(["alsfrs-speech alsfrs-r", "jitter-local vowel-a"]);
  const more = Array.from({ length: 9 }, (_, k) => ({ id: `m${k}`, task: "visit", visits: 2 }));
  expect(firstCharts(more, null)).toHaveLength(6);
});

test("the clinic's own set counts alone and in its order; what the patient lacks is not filled", () => {
  const own = [
    { id: "hnr", task: "vowel-a" },
    { id: "mpt", task: "mpt-a" },
    { id: "ddk-rate", task: "ddk-pa" },
  ];
  const found = firstCharts(series(["ddk-rate", "ddk-pa"], ["hnr", "vowel-a", 1], ["mpt", "mpt-a", 0]), own);
  expect(names(found)).toEqual(["hnr vowel-a", "ddk-rate ddk-pa"]);
});
