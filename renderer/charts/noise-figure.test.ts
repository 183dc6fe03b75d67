import { expect, test } from "vitest";
import { apart, noiseCsv, noiseLines } from "./noise-figure.ts";

const response = {
  labels: ["a", "b", "c", "d", "e", "f"],
  levels: [
    { snrDb: 30, probabilities: [0.02, 0.9, 0.03, 0.02, 0.01, 0.02] },
    { snrDb: 0, probabilities: [0.6, 0.1, 0.1, 0.08, 0.01, 0.11] },
  ],
};

test("of many classes those are drawn that ever become probable", () => {
  expect(noiseLines(response).map(({ label }) => label)).toEqual(["b", "a", "f", "c", "d"]);
  expect(noiseLines(response)[1]?.probabilities).toEqual([0.02, 0.6]);
});

test("names do not touch and keep their order", () => {
  const [first, second, third] = apart([0.5, 0.52, 0.05]);
  expect(third).toBe(0.05);
  expect(first).toBe(0.5);
  expect(second).toBeCloseTo(0.6);
});

test("the text holds every class", () => {
  expect(noiseCsv(response).split("\r\n").slice(0, 2)).toEqual([
    "snr_db,a,b,c,d,e,f",
    "30,0.02,0.9,0.03,0.02,0.01,0.02",
  ]);
});
