import { expect, test } from "vitest";
import type { Quality, QualityFlag } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { Workspace } from "../dsp/kernels.ts";
import { measureRecording, measureSettings } from "./measure-recording.ts";
import { vowel } from "./test-signals.ts";

const measured = (...of: Parameters<typeof measureRecording>) => measureRecording(...of).measures;

const quality = (...flags: QualityFlag[]): Quality => ({
  durationSeconds: 2,
  usableSeconds: 2,
  peakDbfs: -6,
  rmsDbfs: -12,
  clippedFraction: 0,
  dcOffset: 0,
  snrDb: 40,
  reverberationSeconds: null,
  bandwidthHz: 8000,
  flags,
});

test("a steady vowel has every measure, without doubts", () => {
  const measures = measured(vowel({ seconds: 2 }), "vowel-a", measureSettings({}), quality());
  expect(measures["f0-mean"]!.value).toBeCloseTo(120, 1);
  expect(measures["jitter-local"]!.value).toBeLessThan(0.2);
  expect(measures["shimmer-local"]!.value).toBeLessThan(1);
  expect(measures.hnr!.value).toBeGreaterThan(25);
  expect(measures["unvoiced-fraction"]!.value).toBe(0);
  expect(measures["jitter-local"]!.doubts).toBeUndefined();
  expect(measures.f1!.value).toBeGreaterThan(600);
  expect(measures.cpps!.value).toBeGreaterThan(15);
});

test("silence gives no value, a click is too short, speech makes perturbation doubtful", () => {
  const silent: Sound = { samples: new Float32Array(16_000), sampleRateHz: 16_000 };
  const ofSilence = measured(silent, "vowel-a", measureSettings({}), quality("silent"));
  for (const measure of Object.values(ofSilence))
    expect(measure).toMatchObject({ value: null, missing: "silent" });
  const click: Sound = { samples: vowel().samples.slice(0, 300), sampleRateHz: 16_000 };
  const ofClick = measured(click, "vowel-a", measureSettings({}), quality("too-short"));
  for (const id of ["f0-mean", "jitter-local", "shimmer-apq11", "hnr", "intensity"])
    expect(ofClick[id]).toMatchObject({ value: null, missing: "too-short" });
  const reading = measured(vowel({ seconds: 2 }), "reading", measureSettings({}), quality());
  expect(reading["jitter-local"]!.doubts).toEqual(["outside-validated-range"]);
  expect(reading["f0-mean"]!.doubts).toBeUndefined();
});

test.each([
  ["vowel-a", "pvi"],
  ["mpt-a", "mpt"],
  ["ddk-pa", "ddk-rate"],
  ["reading", "speaking-rate"],
  ["free", "pause-ratio"],
] as const)("%s has %s before the measures that every task has", (task, id) => {
  const ids = Object.keys(measured(vowel({ seconds: 2 }), task, measureSettings({}), quality()));
  expect(ids.indexOf(id)).toBeGreaterThanOrEqual(0);
  expect(ids.indexOf(id)).toBeLessThan(ids.indexOf("f0-mean"));
  expect(ids).toEqual(expect.arrayContaining(["hnr", "cpps", "f1", "f2", "intensity", "h1-h2"]));
});

test("quality flags doubt the measures that they concern", () => {
  const flags = quality("lossy-codec", "clipped", "narrow-bandwidth");
  const measures = measured(vowel({ seconds: 2 }), "vowel-a", measureSettings({}), flags);
  expect(measures["jitter-rap"]!.doubts).toEqual(["lossy-codec", "clipped"]);
  expect(measures.f1!.doubts).toEqual(["narrow-bandwidth"]);
  expect(measures.intensity!.doubts).toEqual(["clipped"]);
  expect(measures["f0-mean"]!.doubts).toBeUndefined();
});

test("few cycles and strong jitter are doubted", () => {
  const short = measured(vowel({ seconds: 0.5 }), "vowel-a", measureSettings({}), quality());
  expect(short["jitter-local"]!.doubts).toEqual(["short"]);
  let turn = 0;
  const rough = vowel({ seconds: 2, f0Hz: () => (turn++ % 2 ? 130 : 110) });
  const measures = measured(rough, "vowel-a", measureSettings({}), quality());
  expect(measures["jitter-local"]!.value).toBeGreaterThan(5);
  expect(measures["shimmer-local"]!.doubts).toContain("aperiodic");
});

test("settings come from the sex unless asked for, and an empty range is refused", () => {
  expect(measureSettings({})).toMatchObject({
    pitchFloorHz: 75,
    pitchCeilingHz: 500,
    formantCeilingHz: 5500,
  });
  expect(measureSettings({ sex: "male" })).toMatchObject({ pitchCeilingHz: 300, formantCeilingHz: 5000 });
  expect(measureSettings({ sex: "female", pitchFloorHz: 60 })).toMatchObject({
    pitchFloorHz: 60,
    pitchCeilingHz: 500,
  });
  expect(() => measureSettings({ pitchFloorHz: 600 })).toThrow(
    expect.objectContaining({ code: "invalid-input" }),
  );
});

test("neither the order of analysis nor what lay in memory before changes anything, to the last bit", () => {
  const signals = [
    vowel({ seconds: 1.2, sampleRateHz: 44_100, f0Hz: () => 210, noiseAmplitude: 0.02 }),
    vowel({ seconds: 0.7, sampleRateHz: 8000 }),
    { samples: new Float32Array(9000), sampleRateHz: 22_050 },
    vowel({ seconds: 2.3, sampleRateHz: 48_000, f0Hz: (t) => 90 + 10 * Math.sin(30 * t) }),
  ];
  const measure = (signal: Sound) =>
    (["vowel-i", "reading"] as const).map((task) => measured(signal, task, measureSettings({}), quality()));
  const once = signals.map(measure);
  const room = new Workspace();
  for (let i = 0; i < 3000; i++) room.floats(8 + 8 * i).values.fill(Number.NaN);
  room.release();
  const backwards = signals.toReversed().map(measure).toReversed();
  expect(backwards).toStrictEqual(once);
  expect(once[0]![0]!["f0-mean"]!.value).toBeCloseTo(210, 0);
});
