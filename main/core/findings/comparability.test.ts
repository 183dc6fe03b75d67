import { describe, expect, test } from "vitest";
import { catalogue } from "../../../shared/domain/measure-catalogue.ts";
import { definitionVersions, measureKind } from "../../../shared/domain/measure-kind.ts";
import { type Conditions, comparable, conditionsOf, unlikeConditions } from "./comparability.ts";
import { recordingOf, visitOn } from "./findings.fixtures.ts";

const before: Conditions = {
  device: "Headset A",
  sound: { sampleRateHz: 44_100, lossy: false, channel: null },
  settings: {
    dialect: "praat-script",
    pitchFloorHz: 75,
    pitchCeilingHz: 300,
    formantCeilingHz: 5000,
    sex: "male",
  },
  passage: null,
  definitions: {},
  model: null,
};

const changes = {
  microphone: { ...before, device: "telephone" },
  codec: { ...before, sound: { ...before.sound!, lossy: true } },
  rate: { ...before, sound: { ...before.sound!, sampleRateHz: 8000 } },
  pitch: { ...before, settings: { ...before.settings!, pitchCeilingHz: 500 } },
  formants: { ...before, settings: { ...before.settings!, formantCeilingHz: 5500 } },
} satisfies Record<string, Conditions>;

const [device, settings] = ["device-changed", "settings-changed"] as const;

describe("what breaks which measures", () => {
  test.each([
    // measure, microphone, codec, rate, pitch settings, formant ceiling
    ["speaking-rate", null, null, null, null, null],
    ["speaking-rate-wpm", null, null, null, null, null],
    ["pause-ratio", null, null, null, null, null],
    ["ddk-rate", null, null, null, null, null],
    ["ddk-intensity-slope", device, null, null, null, null],
    ["mpt", null, null, null, null, null],
    ["f0-mean", null, null, null, settings, null],
    ["f0-sd-semitones", null, null, null, settings, null],
    ["jitter-local", device, device, device, settings, null],
    ["shimmer-apq11", device, device, device, settings, null],
    ["hnr", device, device, device, settings, null],
    ["cpps", device, device, device, null, null],
    ["spectral-tilt", device, device, device, settings, null],
    ["f1", device, device, device, null, settings],
    ["fcr", device, device, device, null, settings],
    ["intensity", device, null, null, null, null],
    ["avqi", device, device, device, null, null],
    ["tremor-3-8", null, null, null, null, null],
    ["f0-modulation-16-40", device, device, device, null, null],
    ["mfcc-3", device, device, device, null, null],
    ["als-cnn:ALS", device, device, device, null, null],
  ] as const)("%s: microphone %s, codec %s, rate %s, pitch %s, formants %s", (id, ...expected) => {
    const found = Object.values(changes).map((after) => comparable(id, before, after));
    expect(found).toEqual(expected);
    expect(comparable(id, before, before)).toBeNull();
  });

  test("the name of a microphone is one name in small and capital letters", () => {
    expect(comparable("hnr", before, { ...before, device: " headset a " })).toBeNull();
  });

  test("another channel is another microphone", () => {
    const after = { ...before, sound: { ...before.sound!, channel: 1 } };
    expect(comparable("hnr", before, after)).toBe(device);
    expect(comparable("ddk-rate", before, after)).toBeNull();
  });
});

test("another passage breaks words a minute, and syllables and pauses go on", () => {
  const after = { ...before, passage: "sentences-en" };
  const first = { ...before, passage: "north-wind-en" };
  expect(comparable("speaking-rate-wpm", first, after)).toBe(settings);
  expect(comparable("speaking-rate-wpm", after, after)).toBeNull();
  for (const id of ["speaking-rate", "pause-ratio", "hnr"]) expect(comparable(id, first, after)).toBeNull();
});

describe("the channel that was heard", () => {
  const { analysis } = recordingOf({ visit: visitOn("2026-01-05") });
  const heard = (channels: number, channelUsed: 1 | 2 | "mean", asked: 1 | 2 | null = null) =>
    conditionsOf("hnr", "headset", {
      ...analysis!,
      audio: { ...analysis!.audio, channels, channelUsed },
      settings: { ...analysis!.settings, channel: asked },
    });
  test("counts, whether it was asked for or taken by itself", () => {
    expect(comparable("hnr", heard(2, 2), heard(2, 2, 2))).toBeNull();
    expect(comparable("hnr", heard(2, 1), heard(2, 2))).toBe(device);
  });
  test("is no matter of a file with one", () => {
    expect(comparable("hnr", heard(1, 1), heard(1, "mean"))).toBeNull();
  });
});

describe("a definition that changed breaks its own kind and the models, nothing else", () => {
  const after: Conditions = { ...before, definitions: { formants: 2 } };
  test.each([
    ["f1", "definition-changed"],
    ["vai", "definition-changed"],
    ["hnr", null],
    ["ddk-rate", null],
    ["alsfrs-speech", null],
  ])("%s: %s", (id, expected) => {
    expect(comparable(id, before, after)).toBe(expected);
  });
  test("an answer of a model hears it", () => {
    const [a, b] = [before, after].map((conditions) => ({ ...conditions, model: "aa" }));
    expect(comparable("als-cnn:ALS", a!, b!)).toBe("definition-changed");
  });
});

test("another model is another series, and stands before every other reason", () => {
  const [a, b] = [
    { ...before, model: "aa" },
    { ...changes.microphone, model: "bb" },
  ];
  expect(comparable("als-cnn:ALS", a, b)).toBe("model-changed");
});

test("a clinical score is compared with itself whatever the microphone", () => {
  const score: Conditions = { ...before, sound: null, settings: null };
  expect(comparable("alsfrs-bulbar", score, { ...score, device: "other" })).toBeNull();
});

test("a score is not compared with what was measured of a sound", () => {
  const score: Conditions = { ...before, sound: null };
  expect(comparable("ddk-rate", score, before)).toBe(device);
  expect(comparable("ddk-rate", before, score)).toBe(device);
  expect(comparable("alsfrs-speech", score, { ...score, definitions: { formants: 2 } })).toBeNull();
});

test("settings that one of the two has not are other settings", () => {
  const without: Conditions = { ...before, settings: null };
  expect(comparable("f0-mean", without, before)).toBe(settings);
  expect(comparable("f0-mean", before, without)).toBe(settings);
  expect(comparable("f0-mean", without, without)).toBeNull();
});

test.each([
  ["another list of the unseen sentences", "unseen-en-1", "unseen-en-10", null],
  ["a list of another language", "unseen-en-1", "unseen-de-1", settings],
  ["another text of the site", "site-en-1", "site-en-2", settings],
  ["a text of which nothing is known", "unseen-en-1", null, settings],
])("words a minute: %s (%s, %s) gives %s", (_, first, second, expected) => {
  const [a, b] = [first, second].map((passage): Conditions => ({ ...before, passage }));
  expect(comparable("speaking-rate-wpm", a!, b!)).toBe(expected);
});

test("the share of digits understood belongs to the recogniser and its version, other measures to none", () => {
  const analysis = recordingOf({ visit: visitOn("2026-01-05"), task: "digits" }).analysis!;
  const recogniser = { model: "digits", version: "1.2.0", scorePercent: 90, answers: [] };
  const modelOf = (measure: string, intelligibility: typeof recogniser | null = recogniser) =>
    conditionsOf(measure, "headset", { ...analysis, intelligibility }).model;
  expect(modelOf("digit-intelligibility")).toBe("digits 1.2.0");
  expect(modelOf("digit-intelligibility", null)).toBeNull();
  expect(modelOf("speaking-rate-wpm")).toBeNull();
});

describe("what two recordings differ in, whatever measure it touches", () => {
  const nothing: Conditions = { ...before, sound: null, settings: null };
  test.each<[string, Conditions, Conditions, ReturnType<typeof unlikeConditions>]>([
    ["the spelling of the microphone", before, { ...before, device: " headset a" }, []],
    ["the microphone", before, changes.microphone, ["microphone"]],
    ["the sample rate", before, changes.rate, ["format"]],
    ["the codec", before, changes.codec, ["format"]],
    ["the passage", before, { ...before, passage: "north-wind-en" }, ["passage"]],
    ["one of the settings", before, changes.pitch, ["settings"]],
    ["the definition of one kind", before, { ...before, definitions: { level: 2 } }, ["definitions"]],
    ["two that are no sound", nothing, nothing, []],
    ["settings known of the earlier one alone", before, { ...before, settings: null }, ["settings"]],
    ["settings known of the later one alone", { ...before, settings: null }, before, ["settings"]],
  ])("%s", (_, a, b, expected) => {
    expect(unlikeConditions(a, b)).toEqual(expected);
  });
});

test("every measure of the catalogue has a kind, and every kind a version", () => {
  for (const { id } of catalogue) expect([id, measureKind(id)]).not.toEqual([id, null]);
  for (const version of Object.values(definitionVersions)) expect(version).toBeGreaterThanOrEqual(1);
});
