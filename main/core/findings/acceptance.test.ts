import { describe, expect, test } from "vitest";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { DoubtReason } from "../../../shared/domain/measure.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { noise, vowel } from "../measures/test-signals.ts";
import { acceptRecording, acceptTake, measureDoubts, type Take } from "./acceptance.ts";
import { recordingOf, visitOn } from "./findings.fixtures.ts";
import { judged } from "./judged-sound.fixture.ts";

const rate = 44_100;
const seconds = 2;

function judge(...of: Parameters<typeof judged>) {
  return judged(...of).acceptance;
}

function sound(at: (time: number, index: number) => number): Sound {
  return {
    samples: Float32Array.from({ length: seconds * rate }, (_, i) => at(i / rate, i)),
    sampleRateHz: rate,
  };
}

const hiss = noise(seconds * rate, 3);
/** Noise whose level falls with frequency: each sample carries a share of the one before. */
function coloured(share: number): Sound {
  let state = 0;
  return sound((_, i) => {
    state = share * state + (1 - share) * hiss[i]!;
    return 0.5 * state;
  });
}
const tone = (hz: number, level: number, overtones = 1) =>
  sound((time, i) => {
    let sum = 0;
    for (let k = 1; k <= overtones; k++) sum += (level / k) * Math.sin(2 * Math.PI * k * hz * time + k);
    return sum + 0.001 * hiss[i]!;
  });

const nothingOfTheTask: [string, Sound][] = [
  ["digital silence", sound(() => 0)],
  ["a quiet room", sound((_, i) => 0.0005 * hiss[i]!)],
  ["white noise", sound((_, i) => 0.1 * hiss[i]!)],
  ["pinkish noise", coloured(0.9)],
  ["brown noise", coloured(0.99)],
  ["hum of 50 Hz", tone(50, 0.02)],
  ["hum of 60 Hz", tone(60, 0.1)],
  ["hum of 50 Hz with overtones", tone(50, 0.1, 20)],
  ["hum of 100 Hz with overtones", tone(100, 0.1, 20)],
  ["hum of 120 Hz", tone(120, 0.1)],
  ["a tuning tone", tone(440, 0.1)],
  ["a test tone", tone(1000, 0.1)],
  [
    "clicks",
    sound((time, i) => (i % rate < 200 ? 0.5 * hiss[i]! * Math.exp(-(time % 1) * 900) : 0.0005 * hiss[i]!)),
  ],
  [
    "a tenth of a second of voice",
    sound((time) => (time < 0.1 ? 0.3 * Math.sin(2 * Math.PI * 150 * time) : 0)),
  ],
];

test.each(nothingOfTheTask)("%s is unusable as a sustained vowel, whatever the sex", (_, found) => {
  for (const sex of [null, "male", "female"] as const) {
    const { verdict, reasons } = judge(found, "vowel-a", sex);
    expect(verdict).toBe("unusable");
    expect(reasons.length).toBeGreaterThan(0);
  }
});

test.each(nothingOfTheTask.filter(([name]) => !name.startsWith("a tenth")))(
  "%s is unusable as syllables and as digits too",
  (_, found) => {
    expect(judge(found, "ddk-pataka").verdict).toBe("unusable");
    expect(judge(found, "digits").verdict).toBe("unusable");
  },
);

test("a free recording is only refused when it is silent: sound events may be all that there is", () => {
  expect(
    judge(
      sound((_, i) => 0.1 * hiss[i]!),
      "free",
    ).verdict,
  ).toBe("usable");
  expect(
    judge(
      sound(() => 0),
      "free",
    ),
  ).toEqual({ verdict: "unusable", reasons: ["silent"] });
});

const wobble = (hz: number) => (time: number) => hz * (1 + 0.01 * Math.sin(2 * Math.PI * 5 * time));

test("a voice is usable, a whisper doubtful, and F0 far from the sex's is doubtful", () => {
  const voice = vowel({ sampleRateHz: rate, seconds, f0Hz: wobble(150), noiseAmplitude: 0.01 });
  expect(judge(voice)).toEqual({ verdict: "usable", reasons: [] });
  expect(judge(voice, "vowel-a", "male").verdict).toBe("usable");
  const high = vowel({ sampleRateHz: rate, seconds, f0Hz: wobble(280), noiseAmplitude: 0.01 });
  expect(judge(high, "vowel-a", "male")).toEqual({
    verdict: "doubtful",
    reasons: ["f0-outside-usual-range"],
  });
  expect(judge(high, "vowel-a", "female").verdict).toBe("usable");
});

const voiceOf = (hz: number) =>
  vowel({ sampleRateHz: rate, seconds, f0Hz: wobble(hz), noiseAmplitude: 0.01 });

test.each([
  // beyond the range of the sex, found within it an octave off
  ["a man's falsetto", 330, "male", true],
  ["a man's falsetto", 400, "male", true],
  ["a man's voice", 110, "male", false],
  ["a man's high voice", 280, "male", false],
  ["a woman's voice", 220, "female", false],
  ["a woman's low voice", 110, "female", false],
  ["a voice", 330, null, false],
] as const)("%s of %d Hz (%s): octave uncertain %s", (_, hz, sex, uncertain) => {
  const { measures, acceptance } = judged(voiceOf(hz), "vowel-a", sex);
  for (const id of ["f0-mean", "jitter-local", "shimmer-local", "h1-h2"])
    expect([id, measures[id]!.doubts?.includes("octave-uncertain") ?? false]).toEqual([id, uncertain]);
  expect(measures.cpps!.doubts ?? []).not.toContain("octave-uncertain");
  expect(acceptance.reasons.includes("octave-uncertain")).toBe(uncertain);
});

describe("channels and what lies behind the sound", () => {
  const base = judged(voiceOf(150), "vowel-a", "male");
  const judgeFlag = (flag: QualityFlag, task: TaskId, channel: Channel | null = null) =>
    acceptTake({ ...base.take, task, channel, quality: { ...base.take.quality, flags: [flag] } }).reasons;
  test.each([
    ["channel-dead", "vowel-a", null, []],
    ["channels-opposed", "vowel-a", null, []],
    ["channels-differ", "vowel-a", null, ["channels-differ"]],
    ["channels-differ", "vowel-a", 1, []],
    ["channels-differ", "vowel-a", "mean", []],
    ["bytes-left-over", "vowel-a", null, []],
    ["bytes-left-over", "ddk-pa", null, []],
    ["bytes-left-over", "mpt-a", null, ["bytes-left-over"]],
    ["bytes-left-over", "reading", null, ["bytes-left-over"]],
  ] as const)("%s in %s, channel chosen %s: doubtful for %j", (flag, task, channel, reasons) => {
    expect(judgeFlag(flag, task, channel)).toEqual(reasons);
  });
});

test("the length of a longest vowel is not doubted with its octave", () => {
  const { measures, acceptance } = judged(voiceOf(330), "mpt-a", "male");
  expect(measures["f0-mean"]!.doubts).toContain("octave-uncertain");
  expect(measures.mpt!.doubts ?? []).not.toContain("octave-uncertain");
  expect(acceptance.reasons).not.toContain("octave-uncertain");
});

test("a sound during the task makes a take doubtful, one before it does not", () => {
  const { take } = judged(
    vowel({ seconds: 2, sampleRateHz: rate, f0Hz: (time) => 120 + 3 * Math.sin(30 * time) }),
  );
  const roomSounds = (during: boolean) => [
    { sound: "telephone", startSeconds: 0.5, endSeconds: 1, probability: 0.9, during } as const,
  ];
  expect(acceptTake({ ...take, roomSounds: roomSounds(false) })).toEqual(acceptTake(take));
  expect(acceptTake({ ...take, roomSounds: roomSounds(true) })).toEqual({
    verdict: "doubtful",
    reasons: [...acceptTake(take).reasons, "other-sounds"],
  });
});

/** A take that nothing speaks against, but for what is given. */
function takeOf({
  measures = {},
  quality = {},
  ...given
}: Partial<Omit<Take, "measures" | "quality">> & {
  measures?: Record<string, number | null>;
  quality?: Partial<Omit<Take["quality"], "flags">> & { flags?: readonly QualityFlag[] };
}): Take {
  const values = { "f0-mean": 123, "f0-sd": 2, hnr: 20, "unvoiced-fraction": 0, ...measures };
  return {
    task: "vowel-a",
    quality: {
      snrDb: 40,
      usableSeconds: 5,
      bandwidthHz: 16_000,
      ...quality,
      flags: [...(quality.flags ?? [])],
    },
    measures: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, unit: "1" }])),
    ...{ sex: null, channel: null, roomSounds: [] },
    ...given,
  };
}

test.each([
  ["next to no sound of a vowel", { quality: { usableSeconds: 0.49 } }, ["too-short"]],
  ["as much of a vowel as is needed", { quality: { usableSeconds: 0.5 } }, []],
  ["a vowel next to unvoiced", { measures: { "unvoiced-fraction": 85.1 } }, ["no-voice"]],
  ["speech voiced in 3 of 100 frames", { task: "reading", measures: { "unvoiced-fraction": 97 } }, []],
  ["speech next to unvoiced", { task: "reading", measures: { "unvoiced-fraction": 97.1 } }, ["no-voice"]],
  ["more noise than voice", { measures: { hnr: -0.1 } }, ["noise-only"]],
  ["a tone between the multiples of the mains", { measures: { "f0-mean": 130, "f0-sd": 0 } }, []],
  ["a steady tone of the mains", { measures: { "f0-mean": 150.4, "f0-sd": 0 } }, ["steady-tone"]],
  [
    "as little unsteadiness as no larynx has",
    { measures: { "f0-mean": 150, "f0-sd": 0.15 } },
    ["steady-tone"],
  ],
  ["a steady tone near the mains", { measures: { "f0-mean": 150.5, "f0-sd": 0 } }, []],
  ["a sine", { measures: { "f0-mean": 130, "f0-sd": 0 }, quality: { bandwidthHz: 1499 } }, ["steady-tone"]],
  [
    "a steady tone with overtones",
    { measures: { "f0-mean": 130, "f0-sd": 0 }, quality: { bandwidthHz: 1500 } },
    [],
  ],
  ["a voice at the mains' multiple", { measures: { "f0-mean": 150, "f0-sd": 0.16 } }, []],
  ["no F0 known", { measures: { "f0-mean": null, "f0-sd": 0 }, quality: { bandwidthHz: 1499 } }, []],
] as const)("%s: unusable for %j", (_, given, reasons) => {
  expect(acceptTake(takeOf(given))).toEqual({ verdict: reasons.length ? "unusable" : "usable", reasons });
});

test("F0 that is missing because nothing was voiced tells that there is no voice", () => {
  const take = takeOf({});
  const without = (missing: "unvoiced" | "too-short") => ({
    ...take,
    measures: { "f0-mean": { value: null, unit: "Hz", missing } },
  });
  expect(acceptTake(without("unvoiced")).reasons).toEqual(["no-voice"]);
  expect(acceptTake(without("too-short")).verdict).toBe("usable");
  expect(acceptTake({ ...without("unvoiced"), task: "unknown" }).verdict).toBe("usable");
});

test.each([
  ["noise through formants", { measures: { hnr: 1.9 } }, ["whispered"]],
  ["as much noise as voice", { measures: { hnr: 0 } }, ["whispered"]],
  ["a breathy voice", { measures: { hnr: 2 } }, []],
  ["a vowel that is half unvoiced", { measures: { "unvoiced-fraction": 50.1 } }, ["whispered"]],
  ["a vowel that is half voiced", { measures: { "unvoiced-fraction": 50 } }, []],
  ["a longest vowel that is whispered", { task: "mpt-a", measures: { hnr: 1.9 } }, ["whispered"]],
  ["reading that is whispered", { task: "reading", measures: { hnr: 1.9 } }, []],
  ["a man below 60 Hz", { sex: "male", measures: { "f0-mean": 59 } }, ["f0-outside-usual-range"]],
  ["a man of 60 Hz", { sex: "male", measures: { "f0-mean": 60 } }, []],
  ["a man of 250 Hz", { sex: "male", measures: { "f0-mean": 250 } }, []],
  ["a woman below 100 Hz", { sex: "female", measures: { "f0-mean": 99 } }, ["f0-outside-usual-range"]],
  ["a vowel in noise", { quality: { flags: ["low-snr"] } }, ["low-snr"]],
  ["syllables in noise", { task: "ddk-pa", quality: { flags: ["low-snr"], snrDb: 9.9 } }, ["low-snr"]],
  ["syllables that stand out", { task: "ddk-pa", quality: { flags: ["low-snr"], snrDb: 10 } }, []],
  [
    "syllables whose noise is not known",
    { task: "ddk-pa", quality: { flags: ["low-snr"], snrDb: null } },
    ["low-snr"],
  ],
] as const)("%s: doubtful for %j", (_, given, reasons) => {
  expect(acceptTake(takeOf(given))).toEqual({ verdict: reasons.length ? "doubtful" : "usable", reasons });
});

test("a measure's doubts that are of a whole set-up leave its take usable; noise that leaves syllables audible too", () => {
  const doubtsOf = (task: TaskId, doubts?: DoubtReason[], snrDb = 10) =>
    measureDoubts({ value: 1, unit: "1", ...(doubts && { doubts }) }, takeOf({ task, quality: { snrDb } }));
  expect(doubtsOf("vowel-a")).toEqual([]);
  expect(doubtsOf("vowel-a", ["lossy-codec", "short", "low-snr"])).toEqual(["short", "low-snr"]);
  expect(doubtsOf("ddk-pa", ["short", "low-snr"])).toEqual(["short"]);
  expect(doubtsOf("ddk-pa", ["low-snr"], 9.9)).toEqual(["low-snr"]);
});

test("a recording without an analysis, or analysed for another task, is unusable; one in whose room nobody listened is not", () => {
  const { task, analysis } = recordingOf({ visit: visitOn("2026-01-05"), task: "ddk-pa" });
  expect(acceptRecording({ task, analysis })).toEqual({ verdict: "usable", reasons: [] });
  expect(acceptRecording({ task, analysis: null }).reasons).toEqual(["not-analysed"]);
  expect(acceptRecording({ task: "ddk-ta", analysis }).reasons).toEqual(["analysed-for-another-task"]);
});
