import { expect, test } from "vitest";
import {
  sayAlternatives,
  sayBand,
  sayClock,
  sayCount,
  sayDate,
  sayDifference,
  sayDuration,
  sayInterval,
  sayKilohertz,
  sayList,
  sayNumber,
  sayPercent,
  sayPosition,
  sayProbability,
  sayQuantity,
  saySignificant,
  saySize,
} from "./say.ts";
import { sayFeature, sayMeasure, sayMeasureName, sayMeasureTooltip, sayMeasureValue } from "./say-measure.ts";
import { sayFigure, sayModelLabel } from "./say-model.ts";
import { sayInstruction, sayTask, sayTaskShort } from "./say-task.ts";

test("numbers carry the language's decimal mark, a true minus sign, and no minus zero", () => {
  expect([sayNumber(-0.5, 2, "en"), sayNumber(-0.5, 2, "de")]).toEqual(["−0.50", "−0,50"]);
  expect(sayNumber(-0.001, 2, "de")).toBe("0,00");
  expect([sayDifference(0.5, 1, "en"), sayDifference(0.001, 2, "en")]).toEqual(["+0.5", "0.00"]);
  expect([
    saySignificant(0.41234, 3, "de"),
    saySignificant(12345.6, 3, "en"),
    saySignificant(12, 3, "en"),
  ]).toEqual(["0,412", "12346", "12"]);
});

test("units are read, not spelt", () => {
  expect([sayQuantity(3.484, "1/s", 2, "en"), sayQuantity(3.484, "1/s", 2, "de")]).toEqual([
    "3.48 per s",
    "3,48 pro s",
  ]);
  expect([sayQuantity(2.1, "1", 2, "de"), sayQuantity(12, "count", 0, "en")]).toEqual(["2,10", "12"]);
  expect(sayQuantity(272500, "Hz^2", 0, "en")).toBe("272500 Hz²");
});

test("dates, durations, positions", () => {
  expect([sayDate("2026-03-31", "en"), sayDate("2026-03-31", "de")]).toEqual([
    "31 Mar 2026",
    "31. März 2026",
  ]);
  expect([sayDuration(2.345, "de"), sayDuration(65, "en"), sayDuration(119.9, "en")]).toEqual([
    "2,35 s",
    "1 min 05 s",
    "2 min 00 s",
  ]);
  expect([sayClock(4.9), sayClock(68)]).toEqual(["0:04", "1:08"]);
  expect([sayPosition(63.515, "en"), sayPosition(59.999, "de")]).toEqual(["1:03.52", "1:00,00"]);
});

test("intervals, bands, shares, probabilities, sizes", () => {
  expect([sayInterval(0.41, 0.66, 2, "de"), sayInterval(-0.41, 0.66, 2, "en")]).toEqual([
    "0,41–0,66",
    "−0.41 to 0.66",
  ]);
  expect(sayBand({ lower: null, upper: 1.04 }, 2, "de")).toBe("bis 1,04");
  expect(sayBand({ lower: 5.1, upper: 7.3 }, 2, "en")).toBe("5.10–7.30");
  expect(sayBand({ lower: null, upper: null }, 2, "en")).toBe("");
  expect([
    sayPercent(0.43, "en"),
    sayProbability(0.999, "de"),
    sayProbability(0.001, "en"),
    sayProbability(0.8149, "de"),
  ]).toEqual(["43 %", ">0,99", "<0.01", "0,81"]);
  expect([
    saySize(340_000, "en"),
    saySize(3_910_000, "de"),
    sayKilohertz(44_100, "de"),
    sayKilohertz(16_000, "en"),
  ]).toEqual(["340 kB", "3,9 MB", "44,1 kHz", "16 kHz"]);
});

test("counts and lists", () => {
  expect([
    sayCount(1, "recording", "en"),
    sayCount(0, "recording", "en"),
    sayCount(2, "recording", "de"),
  ]).toEqual(["1 recording", "0 recordings", "2 Aufnahmen"]);
  expect([sayList(["a", "b", "c"], "en"), sayList(["a", "b", "c"], "de"), sayList([], "de")]).toEqual([
    "a, b and c",
    "a, b und c",
    "",
  ]);
  expect(sayAlternatives(["a", "b"], "de")).toBe("a oder b");
});

test("measures, features, tasks and models are named in the language", () => {
  expect(sayMeasureName("ddk-rate", "de")).toBe("Silbenrate (DDK-Rate)");
  expect(sayMeasure("glottal-gap", "en")).toEqual({ plain: "glottal gap", term: "" });
  expect(sayMeasureName("als-cnn:ALS", "de")).toBe(
    "ALS-Hinweis (Spektrogramm-Netz): Wahrscheinlichkeit für ALS",
  );
  expect(sayMeasureName("toString", "en")).toBe("toString");
  expect([sayFeature("vowel-a/pvi", "en"), sayFeature("mfcc-3-mean", "de"), sayFeature("age", "en")]).toEqual(
    ["PVI, /a/", "MFCC 3, Mittel", "age"],
  );
  expect([
    sayTask("vowel-a", "de"),
    sayTask("vowel-a, vowel-i", "en"),
    sayTaskShort("alsfrs-r", "de"),
  ]).toEqual(["Gehaltenes /a/", "Sustained /a/, Sustained /i/", "ALSFRS-R"]);
  expect(sayInstruction("digits", "en")).toMatch(/after each: 3 7 0/);
  expect([
    sayModelLabel("als-cnn", "control", "de"),
    sayModelLabel("als-cnn", "Dysarthrie?", "de"),
    sayModelLabel("theirs", "control", "de"),
  ]).toEqual(["Kontrolle", "Dysarthrie?", "control"]);
});

test("values have the decimals worth reading; very short times are in microseconds", () => {
  expect(sayMeasureValue("jitter-local", 0.41234, "%", "de")).toBe("0,412 %");
  expect(sayMeasureValue("jitter-local-absolute", 0.00004567, "s", "en")).toBe("45.7 µs");
  expect(sayMeasureValue("alsfrs-total", 41, "points", "de")).toBe("41 Punkte");
  expect(sayMeasureValue("als-cnn:ALS", 0.5, "probability", "en")).toBe("0.50");
});

test("a tooltip says definition, direction and reliability", () => {
  expect(sayMeasureTooltip("ddk-rate", "de")).toMatch(
    /Einsatz.*\nDysarthrie senkt.*\nWiederholungszuverlässigkeit: gut \(Kadambi/,
  );
  expect(sayMeasureTooltip("als-cnn:ALS", "en")).toBeUndefined();
});

test("a figure has the same digits everywhere, and its protocol is translated part by part", () => {
  const figure = {
    metric: "AUC",
    value: 0.8641,
    interval: [0.7536, 0.9472] as [number, number],
    protocol: 'from "vowel-a" alone, 5-fold by speaker, repeated 5 times, 64 speakers, per speaker',
  };
  expect(sayFigure(figure, "en")).toBe(
    'AUC 0.86 (95 %: 0.75–0.95); from "Sustained /a/" alone, 5-fold by speaker, repeated 5 times, 64 speakers, per speaker',
  );
  expect(sayFigure(figure, "de")).toMatch(
    /^AUC 0,86 \(95 %: 0,75–0,95\); allein aus „Gehaltenes \/a\/“, 5-fach nach Sprechern, 5-mal wiederholt, 64 Sprecher, je Sprecher$/,
  );
  expect(sayFigure({ ...figure, protocol: "as its maker says" }, "de")).toMatch(/; as its maker says$/);
});
