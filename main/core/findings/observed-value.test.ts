import { describe, expect, test } from "vitest";
import type { TakeDecision } from "../../../shared/domain/acceptance.ts";
import type { VisitAlsfrs } from "../../../shared/domain/alsfrs.ts";
import type { Heard } from "../../../shared/domain/listening.ts";
import type { Prediction } from "../../../shared/domain/prediction.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { VisitResult } from "../../../shared/domain/visit-result.ts";
import { ensembles, visitResults } from "../inference/visit-result.ts";
import { inputOf, type Made, predictionOf, visitOn } from "./findings.fixtures.ts";
import { type AnsweringModel, type ObservedVisit, observedValues } from "./observed-value.ts";

const visit = visitOn("2026-01-05");

/** A visit with these recordings and nothing else, unless given. */
function observedOf(made: Omit<Made, "visit">[], given: Partial<ObservedVisit> = {}): ObservedVisit {
  return { ...inputOf(made.map((one) => ({ visit, ...one }))).visits[0]!, ...given };
}

const idsOf = ({ takes }: ObservedVisit) => takes.map(({ recording }) => recording.id);

function found(observed: ObservedVisit, measure: string, models: AnsweringModel[] = []) {
  return observedValues(observed, models).find((one) => one.measure === measure);
}

/** What a value is where nothing speaks against it and no take was asked. */
const plain = {
  ...{ missing: [], used: [], leftOut: [], doubtful: false, doubts: [], withinVisitSd: null, byHand: false },
};

describe("a task's value", () => {
  test("has the versions of the programs that measured the takes behind it, each once, in order", () => {
    const observed = observedOf(
      ["0.2.0", "0.1.0", "0.2.0"].map((programVersion) => ({ measures: { "ddk-rate": 6 }, programVersion })),
    );
    expect(found(observed, "ddk-rate")?.version).toBe("0.1.0, 0.2.0");
  });

  test("came about under the conditions of the takes behind it, not of those left out", () => {
    const [outside, behind] = [
      { flags: ["truncated" as const], sampleRateHz: 8000, programVersion: "0.1.0" },
      { sampleRateHz: 44_100, programVersion: "0.2.0" },
    ];
    const observed = observedOf([outside, behind].map((one) => ({ measures: { "ddk-rate": 6 }, ...one })));
    expect(found(observed, "ddk-rate")).toMatchObject({
      conditions: { device: "headset", sound: { sampleRateHz: 44_100 } },
      version: "0.2.0",
    });
  });
});

describe("a measure over several tasks", () => {
  const formants = (task: TaskId, more: Partial<Made> = {}) => ({
    task,
    measures: { "f0-mean": 120, f1: 500, f2: 1500 },
    ...more,
  });

  test.each([
    ["avqi", ["vowel-a", "reading", "free", "digits"]],
    ["abi", ["vowel-a", "reading", "free", "digits"]],
    ["fcr", ["vowel-a", "vowel-i", "vowel-u"]],
    ["f2i-f2u", ["vowel-i", "vowel-u"]],
  ])("%s names the takes of %j as those behind it", (measure, expected) => {
    const asked = [
      "vowel-a",
      "vowel-e",
      "vowel-i",
      "vowel-u",
      "mpt-a",
      "reading",
      "sentences",
      "free",
    ] as const;
    const index = { value: 3, unit: "1" };
    const observed = observedOf(
      [...asked, "digits" as const].map((task) => formants(task)),
      { indices: { avqi: index, abi: index } },
    );
    const value = found(observed, measure);
    const tasks = observed.takes.filter(({ recording }) => value?.used.includes(recording.id));
    expect(tasks.map(({ recording }) => recording.task)).toEqual(expected);
    expect(value).toMatchObject({
      ...{ task: "visit", leftOut: [], doubtful: false, doubts: [], byHand: false, missing: [] },
      ...{ conditions: { device: "headset", sound: { sampleRateHz: 44_100 } }, version: "0.1.0" },
    });
  });

  test("is doubtful as soon as one of its tasks is, and tells of the takes that were left out", () => {
    const observed = observedOf([
      formants("vowel-a"),
      formants("vowel-i"),
      formants("vowel-i", { flags: ["truncated"] }),
      formants("vowel-u", { flags: ["clipped"] }),
    ]);
    const [a, i, shortI, u] = idsOf(observed);
    expect(found(observed, "fcr")).toMatchObject({
      ...{ doubtful: true, used: [a, i, u] },
      leftOut: [{ recording: shortI, reason: "truncated" }],
    });
  });

  test("says why it has no value, and what its value is doubted for", () => {
    const tasks = ["vowel-a", "reading"] as const;
    const observed = observedOf(
      tasks.map((task) => formants(task)),
      {
        indices: {
          avqi: { value: null, unit: "1", missing: "too-short" },
          abi: { value: 4, unit: "1", doubts: ["lossy-codec"] },
        },
      },
    );
    expect(found(observed, "avqi")).toMatchObject({ value: null, missing: ["too-short"], doubts: [] });
    expect(found(observed, "abi")).toMatchObject({ value: 4, missing: [], doubts: ["lossy-codec"] });
  });

  test("that needs a task which was not recorded is not told of", () => {
    expect(found(observedOf([formants("vowel-a")]), "fcr")).toBeUndefined();
  });
});

test("scores of the ALSFRS-R are points, of no microphone and no program; a sum with an item not asked is not told", () => {
  const alsfrs = { speech: 3, salivation: 4, swallowing: 2, walking: null } as VisitAlsfrs["alsfrs"];
  const values = observedValues(observedOf([{}], { alsfrs }), []);
  const score = {
    ...{ ...plain, task: "alsfrs-r", unit: "points", version: "", worse: "lower" },
    conditions: { device: "", sound: null, settings: null, passage: null, definitions: {}, model: null },
  };
  expect(values).toEqual([
    { ...score, visit, measure: "alsfrs-speech", value: 3 },
    { ...score, visit, measure: "alsfrs-bulbar", value: 9 },
  ]);
});

test("what people heard is of no program's version", () => {
  const observed = observedOf([{ task: "sentences" }]);
  const heard: Heard = {
    ...{ recordingId: idsOf(observed)[0]!, sessionId: "s", listener: "A", isRepeat: false, amongVisits: 1 },
    ...{ answeredAt: "", kind: "rating", answer: { hypernasality: 2 } },
  };
  expect(found({ ...observed, heard: [heard] }, "hypernasality")).toMatchObject({ value: 2, version: "" });
});

const als: AnsweringModel = {
  ...{ id: "als-cnn", ordinal: false, positiveLabel: "ALS" },
  ...{ labels: ["control", "ALS"], tasks: ["vowel-a"] },
};
const digits: AnsweringModel = { ...als, id: "digits", positiveLabel: null, labels: ["0", "1"] };
const severity: AnsweringModel = {
  ...{ id: "severity", ordinal: true, positiveLabel: "severe" },
  ...{ labels: ["none", "mild", "severe"], tasks: ["reading"] },
};

/** The answer of a model from these takes. */
function resultOf(prediction: Partial<Prediction>, used: string[] = []): VisitResult {
  return { ...visitResults([predictionOf(prediction)])[0]!, used };
}

/** A rule's word on a take and a clinician's, and whether an answer from such takes is doubtful. */
const doubts: [string, boolean, [flagged: boolean, decision: TakeDecision | null][]][] = [
  ["no take", false, []],
  ["a usable take", false, [[false, null]]],
  [
    "a usable take beside a doubtful one",
    false,
    [
      [true, null],
      [false, null],
    ],
  ],
  ["a doubtful take that a clinician took in", false, [[true, "take-in"]]],
  [
    "doubtful takes alone",
    true,
    [
      [true, null],
      [true, null],
    ],
  ],
];

/** A visit with takes as `doubts` tells them. */
function doubtedOf(takes: (typeof doubts)[number][2]): ObservedVisit {
  const made = takes.map(([flagged]): Omit<Made, "visit"> => ({ flags: flagged ? ["truncated"] : [] }));
  const observed = observedOf([...made, {}]);
  return {
    ...observed,
    takes: observed.takes.slice(0, takes.length).map((take, index) => {
      const decision = takes[index]![1];
      const by = { recordingId: take.recording.id, reason: "heard it", by: "A", at: "2026-01-05T10:00:00Z" };
      return { ...take, choice: decision && { ...by, decision } };
    }),
  };
}

describe("a model's answer", () => {
  test("is the probability of its positive label, with its model, its version and the program's", () => {
    const observed = observedOf([
      { sampleRateHz: 8000, programVersion: "0.0.1" },
      { task: "vowel-a", sampleRateHz: 44_100 },
    ]);
    const [other, used] = idsOf(observed);
    const leftOut = [{ recording: other!, reason: "truncated" as const, reasons: ["truncated" as const] }];
    const result = { ...resultOf({}, [used!]), leftOut };
    expect(found({ ...observed, results: [result] }, "als-cnn:ALS", [digits, als])).toMatchObject({
      ...{ ...plain, task: "visit", unit: "probability", value: 0.6, used: [used], leftOut, worse: null },
      conditions: { device: "headset", sound: { sampleRateHz: 44_100 }, model: "aa" },
      version: "1.0.0 (0.1.0)",
    });
  });

  test("is the expected level of an ordinal model, worse towards its ill end", () => {
    const { labels } = severity;
    const given = { model: "severity", labels: [...labels], probabilities: [0.2, 0.4, 0.4] };
    const observed = observedOf([{}], { results: [resultOf({ ...given, expectedLevel: 1.2 })] });
    expect(found(observed, "severity:level", [als, severity])).toMatchObject({
      ...{ unit: "level", value: 1.2, worse: "higher" },
    });
  });

  test.each<[string, Partial<Prediction>, AnsweringModel[]]>([
    ["of a model that is not there any more", {}, [severity]],
    ["of a model without a positive label", { model: "digits", labels: ["0", "1"] }, [digits]],
    ["that does not know the positive label", { labels: ["control", "other"] }, [als]],
    ["of an ordinal model without a level", { model: "severity", expectedLevel: null }, [severity]],
  ])("%s is no value", (_, prediction, models) => {
    expect(observedValues(observedOf([{}], { results: [resultOf(prediction)] }), models)).toEqual([]);
  });

  test.each(doubts)("from %s is doubtful: %s", (_, expected, takes) => {
    const observed = doubtedOf(takes);
    const results = [resultOf({}, idsOf(observed))];
    expect(found({ ...observed, results }, "als-cnn:ALS", [als])?.doubtful).toBe(expected);
  });
});

describe("the joint answer of models of one question", () => {
  const rnn: AnsweringModel = { ...als, id: "als-rnn" };

  /** The joint answer of the first two of these results, as a visit's models are joined. */
  const joined = (results: VisitResult[]) =>
    ensembles(
      results,
      () => "als",
      () => ({
        members: results.slice(0, 2).map(({ model, version }) => ({ model, version, weight: null })),
        ...{ sharpness: 1, rejectBelow: null, conformal: null, honestError: null, strangers: null },
        ...{ trainedOn: {}, outside: [] },
      }),
    );

  test("is the probability of their positive label, from the takes of its members, each once", () => {
    const observed = observedOf([
      { sampleRateHz: 8000 },
      { task: "vowel-a", sampleRateHz: 44_100 },
      { task: "reading" },
    ]);
    const [other, vowel, reading] = idsOf(observed);
    const leftOut = [{ recording: other!, reason: "truncated" as const, reasons: ["truncated" as const] }];
    const results = [
      { ...resultOf({}, [vowel!]), leftOut },
      resultOf({ model: "als-rnn", modelSha256: "bb", probabilities: [0.2, 0.8] }, [vowel!, reading!]),
      resultOf({ version: "2.0.0", modelSha256: "cc" }, [other!]),
      resultOf({ model: "als-svm", modelSha256: "dd" }, [other!]),
    ];
    const value = found({ ...observed, results, ensembles: joined(results) }, "ensemble:als:ALS", [
      ...[digits, als, rnn],
    ]);
    expect(value).toMatchObject({
      ...{ ...plain, task: "visit", unit: "probability", value: expect.closeTo(0.7, 10), worse: null },
      ...{ used: [vowel, reading], leftOut, version: "als-cnn 1.0.0, als-rnn 1.0.0" },
      conditions: { device: "headset", sound: { sampleRateHz: 44_100 }, model: "aa bb" },
    });
  });

  test.each<[string, Partial<Prediction>, AnsweringModel[]]>([
    ["of models that are not there any more", {}, [digits]],
    ["of models without a positive label", {}, [{ ...als, positiveLabel: null }]],
    ["that does not know the positive label", { labels: ["control", "other"] }, [als]],
  ])("%s is no value", (_, prediction, models) => {
    const results = [resultOf(prediction), resultOf({ ...prediction, model: "als-rnn" })];
    const observed = observedOf([{}], { ensembles: joined(results) });
    expect(observedValues(observed, models)).toEqual([]);
  });

  test.each(doubts)("from %s is doubtful: %s", (_, expected, takes) => {
    const observed = doubtedOf(takes);
    const results = ["als-cnn", "als-rnn"].map((model) => resultOf({ model }, idsOf(observed)));
    const value = found({ ...observed, results, ensembles: joined(results) }, "ensemble:als:ALS", [als]);
    expect(value?.doubtful).toBe(expected);
  });
});
