import { expect, test } from "vitest";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { featureVector, waveformWindows } from "./model-input.ts";

type FeatureInput = Extract<ModelManifest["input"], { kind: "features" }>;

const input = {
  kind: "waveform",
  sampleRateHz: 1000,
  trainingBandwidthHz: [0, 500] as [number, number],
  corpusSampleRateHz: null,
  trimTopDb: null,
  minimumSamples: 100,
  maximumSeconds: null,
} as const;
const ramp = (length: number) => ({
  sampleRateHz: 1000,
  samples: Float32Array.from({ length }, (_, n) => n + 1),
});
const same = <T>(signal: T) => signal;

test("crop takes the centre and leaves short input as it is", () => {
  const cropped = waveformWindows(
    ramp(1001),
    { ...input, length: { policy: "crop", seconds: 0.5 } },
    "m",
    same,
  );
  expect(cropped).toHaveLength(1);
  expect(cropped[0]!.samples).toHaveLength(500);
  expect(cropped[0]).toMatchObject({ startSeconds: 0.25, endSeconds: 0.75 });
  const short = waveformWindows(ramp(300), { ...input, length: { policy: "crop", seconds: 0.5 } }, "m", same);
  expect(short[0]!.samples).toHaveLength(300);
});

test("pad fills with zeros after the sound, whose end it remembers", () => {
  const [window] = waveformWindows(ramp(300), { ...input, length: { policy: "pad", seconds: 1 } }, "m", same);
  expect(window!.samples).toHaveLength(1000);
  expect(window!.samples[299]).toBe(300);
  expect(window!.samples[300]).toBe(0);
  expect(window!.endSeconds).toBeCloseTo(0.3, 10);
});

test("windows cover the whole recording, the last one padded", () => {
  const length = { policy: "windows", seconds: 1, hopSeconds: 1 } as const;
  const windows = waveformWindows(ramp(2500), { ...input, length }, "m", same);
  expect(windows.map(({ startSeconds }) => startSeconds)).toEqual([0, 1, 2]);
  expect(windows[2]!.samples[499]).toBe(2500);
  expect(windows[2]!.samples[500]).toBe(0);
  expect(waveformWindows(ramp(400), { ...input, length }, "m", same)).toHaveLength(1);
});

test("too little sound is refused with the seconds that are needed", () => {
  const any = { ...input, length: { policy: "any" } } as const;
  expect(() => waveformWindows(ramp(99), any, "m", same)).toThrow(
    expect.objectContaining({
      code: "model-refused-length",
      data: { file: "m", why: "short", facts: { seconds: 0.1, needed: 0.1 } },
    }),
  );
});

test("a model of single words refuses a sentence", () => {
  const word = { ...input, maximumSeconds: 2, length: { policy: "any" } } as const;
  expect(() => waveformWindows(ramp(2500), word, "m", same)).toThrow(
    expect.objectContaining({ code: "model-refused-length" }),
  );
});

test("silence is trimmed before the length is judged", () => {
  const samples = new Float32Array(20_000);
  for (let n = 8000; n < 12_000; n++) samples[n] = Math.sin(n);
  const trimmed = { ...input, trimTopDb: 30, length: { policy: "any" } } as const;
  const [window] = waveformWindows({ samples, sampleRateHz: 1000 }, trimmed, "m", same);
  expect(window!.samples.length).toBeLessThan(8000);
  expect(window!.startSeconds).toBeGreaterThan(6);
});

test("features of a task that is not complete are left out, and one complete set suffices", () => {
  const features = {
    kind: "features",
    features: ["vowel-a/pvi", "vowel-a/ppe", "vowel-i/pvi"],
    sufficientTasks: [["vowel-a"], ["vowel-i"]],
    missing: "task",
  } as FeatureInput;
  const onlyA = featureVector(features, "m", (task, measure) =>
    task === "vowel-a" ? (measure === "pvi" ? 1 : 2) : null,
  );
  expect([...onlyA]).toEqual([1, 2, Number.NaN]);
  const halfOfA = (task: string, measure: string) => (task === "vowel-a" && measure === "pvi" ? 1 : null);
  expect(() => featureVector(features, "m", halfOfA)).toThrowError(
    expect.objectContaining({ code: "model-refused-task" }),
  );
  const withHoles = { ...features, missing: "value" } as FeatureInput;
  expect([...featureVector(withHoles, "m", halfOfA)]).toEqual([1, Number.NaN, Number.NaN]);
  expect(() => featureVector(withHoles, "m", () => null)).toThrowError(
    expect.objectContaining({ code: "model-refused-task" }),
  );
});
