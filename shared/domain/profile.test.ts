import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { chiefFindings, profileOf } from "./profile.ts";

const finding = (measure: string, task: string, value: number | null = 1) =>
  ({ measure, task, value }) as unknown as Finding;

test("a subsystem is told by its first measure with a value; resonance is not assessed", () => {
  const rate = finding("ddk-rate", "ddk-ta");
  const profile = profileOf([finding("ddk-rate", "ddk-pataka", null), rate, finding("hnr", "vowel-i")]);
  expect(profile.map(({ subsystem, finding: found }) => [subsystem, found?.measure, found?.task])).toEqual([
    ["respiration", undefined, undefined],
    ["phonation", "hnr", "vowel-i"],
    ["articulation", "ddk-rate", "ddk-ta"],
    ["prosody", undefined, undefined],
    ["resonance", undefined, undefined],
  ]);
});

test("at most eight findings come first, motor speech before the voice, each slot once", () => {
  const tasks = ["ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"];
  const all = [
    finding("speaking-rate", "reading"),
    finding("speaking-rate-wpm", "reading"),
    finding("pause-ratio", "reading"),
    ...tasks.flatMap((task) => [finding("ddk-rate", task), finding("ddk-cv", task)]),
    ...["pvi", "cpps", "hnr", "f0-sd"].map((measure) => finding(measure, "vowel-a")),
    finding("mpt", "mpt-a"),
  ];
  expect(chiefFindings(all).map(({ measure, task }) => `${measure} ${task}`)).toEqual([
    "speaking-rate-wpm reading",
    "pause-ratio reading",
    "ddk-rate ddk-pataka",
    "ddk-rate ddk-ta",
    "ddk-rate ddk-pa",
    "pvi vowel-a",
    "cpps vowel-a",
    "mpt mpt-a",
  ]);
  expect(chiefFindings(all.slice(-5))).toHaveLength(5);
});
