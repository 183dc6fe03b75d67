import { expect, test } from "vitest";
import { byFamily, isFinding } from "./measure-families.ts";

test("families and measures are in the catalogue's order, unknown ones last", () => {
  const groups = byFamily(["new-one", "hnr", "f0-sd", "f0-mean"]);
  expect(groups).toEqual([
    { family: "pitch", ids: ["f0-mean", "f0-sd"] },
    { family: "clarity", ids: ["hnr"] },
    { family: "other", ids: ["new-one"] },
  ]);
});

test("inputs of models are not findings", () => {
  expect(isFinding({ id: "mfcc-3" })).toBe(false);
  expect(isFinding({ id: "cpps" })).toBe(true);
});
