import { expect, test } from "vitest";
import { inputOf, type Made, visitOn } from "./findings.fixtures.ts";
import { patientFindings } from "./patient-findings.ts";
import { sufficiencyOf } from "./sufficiency.ts";

const visit = visitOn("2026-01-05");
const all: Made[] = [
  { visit, task: "mpt-a", measures: { mpt: 12 } },
  { visit, task: "vowel-a", measures: { cpps: 12 } },
  { visit, task: "ddk-pataka", measures: { "ddk-rate": 5 } },
  { visit, task: "reading", measures: { "speaking-rate": 4 } },
];
function sufficiency(made: Made[]) {
  const { findings, progression } = patientFindings(inputOf(made)).ofVisit(visit.id);
  return sufficiencyOf(findings, progression);
}

test("all four subsystems from usable takes are enough", () => {
  expect(sufficiency(all)).toMatchObject({ verdict: "enough", changesJudged: 0 });
});

test("what is missing or doubtful is named with the task that would tell it", () => {
  const doubtful = { ...all[3]!, flags: ["low-snr" as const] };
  const { verdict, subsystems } = sufficiency([all[1]!, all[2]!, doubtful]);
  expect(verdict).toBe("in-part");
  expect(subsystems).toEqual([
    { subsystem: "respiration", state: "missing", task: "mpt-a" },
    { subsystem: "phonation", state: "assessed", task: "vowel-a" },
    { subsystem: "articulation", state: "assessed", task: "ddk-pataka" },
    { subsystem: "prosody", state: "doubtful", task: "reading" },
  ]);
});

test("a visit without any of them holds nothing to be judged", () => {
  expect(sufficiency([{ visit, task: "free", measures: { hnr: 12 } }]).verdict).toBe("nothing");
});
