import { expect, test } from "vitest";
import { contourOf, pausesOf, pulsesOf } from "./contours.ts";
import { measureSelection } from "./measure-selection.ts";
import { measureSettings } from "./measure-settings.ts";

const sampleRateHz = 16_000;
const settings = measureSettings({ sex: "female" });

/** Seconds of a harmonic tone of a fundamental, Hz; 0: silence with a trace of noise. */
function tones(...parts: [hz: number, seconds: number][]): { samples: Float32Array; sampleRateHz: number } {
  const samples = parts.flatMap(([hz, seconds]) =>
    Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, k) => {
      if (hz === 0) return 1e-4 * Math.sin(k * k);
      const phase = (2 * Math.PI * hz * k) / sampleRateHz;
      return 0.2 * Math.sin(phase) + 0.1 * Math.sin(2 * phase) + 0.05 * Math.sin(3 * phase);
    }),
  );
  return { samples: Float32Array.from(samples), sampleRateHz };
}

const twoTones = tones([150, 2], [0, 0.6], [240, 2]);
const task = { task: "vowel-a" as const, quality: { flags: [] } as never };
const measured = (startSeconds: number, endSeconds: number) =>
  measureSelection(twoTones, { startSeconds, endSeconds }, settings, task);

test("a stretch is measured as if it alone had been recorded", () => {
  expect(measured(0.5, 1.5)["f0-mean"]?.value).toBeCloseTo(150, 0);
  expect(measured(3, 4)["f0-mean"]?.value).toBeCloseTo(240, 0);
  expect(measured(0.2, 1.8).hnr?.value).toBeGreaterThan(30);
  expect(measured(0.2, 1.8)["jitter-local"]).toMatchObject({ unit: "%" });
});

test("what is too short or unvoiced says so, and few periods are doubted", () => {
  expect(measured(0.5, 0.51)["f0-mean"]).toEqual({ value: null, unit: "Hz", missing: "too-short" });
  expect(measured(2.1, 2.5)["f0-mean"]).toMatchObject({ value: null, missing: "unvoiced" });
  expect(measured(0.5, 0.7)["jitter-local"]?.doubts).toContain("short");
  expect(measured(0.2, 1.8)["jitter-local"]?.doubts).toBeUndefined();
});

test("the contours of the whole recording follow its voice", () => {
  const { firstSeconds, stepSeconds, series } = contourOf(twoTones, settings, "pitch");
  const at = (seconds: number) => series[0]?.[Math.round((seconds - firstSeconds) / stepSeconds)];
  expect(at(1)).toBeCloseTo(150, 0);
  expect(at(2.3)).toBeNull();
  expect(at(3.6)).toBeCloseTo(240, 0);
  const level = contourOf(twoTones, settings, "intensity");
  const levelAt = (seconds: number) =>
    level.series[0]?.[Math.round((seconds - level.firstSeconds) / level.stepSeconds)] ?? 0;
  expect(levelAt(1) - levelAt(2.3)).toBeGreaterThan(40);
  const formants = contourOf(twoTones, settings, "formants");
  expect(formants.series).toHaveLength(3);
  expect(formants.series[0]?.some((hz) => hz !== null)).toBe(true);
});

test("pulses lie a period apart, and the pause between the tones is found", () => {
  const pulses = pulsesOf(twoTones, settings).filter((time) => time > 0.5 && time < 1.5);
  expect(pulses.length).toBeGreaterThan(145);
  expect(pulses[1]! - pulses[0]!).toBeCloseTo(1 / 150, 3);
  const [pause, ...more] = pausesOf(twoTones);
  expect(more).toEqual([]);
  expect(pause?.startSeconds).toBeCloseTo(2, 1);
  expect(pause?.endSeconds).toBeCloseTo(2.6, 1);
});

test("a recording that is too short has no contour", () => {
  for (const of of ["pitch", "intensity", "formants"] as const)
    expect(contourOf(tones([150, 0.01]), settings, of).series).toEqual([]);
});
