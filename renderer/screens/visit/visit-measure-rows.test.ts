import { expect, test } from "vitest";
import type { TaskId } from "../../../shared/domain/task.ts";
import { speakerOf } from "../../speaker.ts";
import { visitMeasureRows } from "./visit-measure-rows.ts";

const english = speakerOf("en");

const rows = (...tasks: TaskId[]) =>
  visitMeasureRows({ measures: {}, norms: {}, tasksAtHand: new Set(tasks), series: [] }, english);
const needs = (id: string, ...tasks: TaskId[]) => rows(...tasks).find((row) => row.id === id)?.needs;

test("every measure of a whole visit has a row, also without a value", () => {
  expect(
    rows()
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(["abi", "avqi", "f2i-f2u", "fcr", "tvsa", "vai"]);
});

test("a measure that is not there says which tasks it lacks", () => {
  expect(needs("avqi")).toBe("needs continuous speech (reading) and /a/");
  expect(needs("avqi", "vowel-a")).toBe("needs continuous speech (reading)");
  expect(needs("avqi", "free")).toBe("needs /a/");
  expect(needs("tvsa", "vowel-a", "vowel-i")).toBe("needs /u/");
  expect(needs("f2i-f2u", "vowel-a", "vowel-u")).toBe("needs /i/");
  expect(needs("fcr", "vowel-a", "vowel-i", "vowel-u")).toContain("no usable formants");
});

test("a measure that is there comes with its norm, and needs nothing", () => {
  const norm = { lower: null, upper: 2.43, citation: "made-up" };
  const measures = { avqi: { value: 3.1, unit: "1" } };
  const given = { measures, norms: { avqi: norm }, tasksAtHand: new Set<TaskId>(), series: [] };
  const [row] = visitMeasureRows(given, english).filter(({ id }) => id === "avqi");
  expect(row).toEqual({ id: "avqi", measure: { value: 3.1, unit: "1" }, norm, needs: "", series: null });
});
