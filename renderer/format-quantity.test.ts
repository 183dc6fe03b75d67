import { expect, test } from "vitest";
import {
  formatChange,
  formatProbability,
  formatTime,
  formatUnit,
  formatValue,
  readable,
} from "./format-quantity.ts";

test.each([
  [0.41234, "0.412"],
  [182.44, "182"],
  [12345.6, "12346"],
  [-3.1, "−3.10"],
  [0, "0"],
  [-3, "−3"],
  [1.2e-9, "1.2e−9"],
])("%d is written %s", (value, text) => {
  expect(formatValue(value)).toBe(text);
});

test("a change carries its sign", () => {
  expect([1.5, -1.5, 0].map(formatChange)).toEqual(["+1.50", "−1.50", "0"]);
});

test("a probability is never written as certainty", () => {
  expect([0, 0.004, 0.5, 0.995, 1].map(formatProbability)).toEqual([
    "<1 %",
    "<1 %",
    "50 %",
    ">99 %",
    ">99 %",
  ]);
});

test("time is minutes, seconds and hundredths", () => {
  expect([3.517, 61].map(formatTime)).toEqual(["0:03.52", "1:01.00"]);
});

test("only very short times change their unit", () => {
  expect(readable(0.0000513, "s").value).toBeCloseTo(51.3);
  expect(readable(0.0000513, "s").unit).toBe("µs");
  expect(readable(0.0000513, "%")).toEqual({ value: 0.0000513, unit: "%" });
  expect(readable(0, "s").unit).toBe("s");
});

test("units are written as they are read", () => {
  expect(["1", "count", "1/s", "Hz^2", "dB/s"].map(formatUnit)).toEqual(["", "", "/s", "Hz²", "dB/s"]);
});
