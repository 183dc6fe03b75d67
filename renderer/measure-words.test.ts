import { expect, test } from "vitest";
import {
  byFamily,
  featureWords,
  formatMeasure,
  isFinding,
  measureTooltip,
  measureWords,
} from "./measure-words.ts";

test("names come from the catalogue, unknown ids are shown as they are", () => {
  expect(measureWords("hnr").term).toBe("HNR");
  expect(measureWords("glottal-gap")).toEqual({ plain: "glottal gap", term: "" });
});

test("features of models are named by measure and task", () => {
  expect(featureWords("vowel-a/pvi")).toBe("PVI, /a/");
  expect(featureWords("vowel-i/mfcc-3")).toBe("mfcc-3, /i/");
  expect(featureWords("mfcc-3-mean")).toBe("MFCC 3, mean");
  expect(featureWords("age")).toBe("age");
});

test("a tooltip defines the measure, gives its direction and its reliability with the source", () => {
  const rate = measureTooltip("ddk-rate") ?? "";
  expect(rate).toMatch(/first and the last onset/);
  expect(rate).toContain("Dysarthria tends to lower it.");
  expect(rate).toMatch(/Retest reliability: good \(Kadambi/);
  expect(measureTooltip("f0-max")).not.toContain("Dysarthria");
  expect(measureTooltip("als-cnn:ALS")).toBeUndefined();
});

test("values have the decimals that are worth reading; very short times keep their own", () => {
  expect(formatMeasure("jitter-local", 0.41234, "%")).toEqual({ value: "0.412", unit: "%" });
  expect(formatMeasure("ddk-intensity-slope", -1.2345, "dB/s").value).toBe("−1.23");
  expect(formatMeasure("jitter-local-absolute", 0.00004567, "s")).toEqual({ value: "45.7", unit: "µs" });
  expect(formatMeasure("tvsa", 234_567.8, "Hz^2")).toEqual({ value: "234568", unit: "Hz²" });
});

test("families and measures are in the catalogue's order, unknown ones last", () => {
  const groups = byFamily(["new-one", "hnr", "f0-sd", "f0-mean"]);
  expect(groups).toEqual([
    { family: "Pitch", ids: ["f0-mean", "f0-sd"] },
    { family: "Clarity", ids: ["hnr"] },
    { family: "Other", ids: ["new-one"] },
  ]);
});

test("inputs of models are not findings", () => {
  expect(isFinding({ id: "mfcc-3" })).toBe(false);
  expect(isFinding({ id: "cpps" })).toBe(true);
});
