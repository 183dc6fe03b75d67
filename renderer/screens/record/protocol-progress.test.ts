import { expect, test } from "vitest";
import type { RecordingStep } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { nextOpen, protocolProgress, withTake } from "./protocol-progress.ts";
import { moved } from "./use-protocol-plan.ts";

const step = (task: RecordingStep["task"], takes = 1, passage: RecordingStep["passage"] = null) =>
  ({ task, takes, passage }) as RecordingStep;
const recorded = (task: Recording["task"], passage: string | null = null) =>
  ({ task, capture: {}, choice: null, analysis: { settings: { passage } } }) as Recording;

const steps = [step("vowel-a", 2), step("reading", 1, "north-wind-en"), step("reading", 1, "sentences-en")];

test("takes count for their own task and passage; files and those left out do not", () => {
  const leftOut = { ...recorded("vowel-a"), choice: { decision: "leave-out" } } as Recording;
  const file = { ...recorded("vowel-a"), capture: undefined } as Recording;
  const progress = protocolProgress(steps, [
    recorded("vowel-a"),
    leftOut,
    file,
    recorded("reading", "sentences-en"),
  ]);
  expect(progress.map(({ kept }) => kept)).toEqual([1, 0, 1]);
});

test("the next step is the first from here on that lacks a take, round the end", () => {
  const open = protocolProgress(steps, [recorded("reading", "sentences-en")]);
  expect([0, 1, 2].map((from) => nextOpen(open, from))).toEqual([0, 1, 0]);
  const all = [recorded("vowel-a"), recorded("vowel-a"), recorded("reading", "north-wind-en")];
  expect(nextOpen(protocolProgress(steps, [...all, recorded("reading", "sentences-en")]), 1)).toBeNull();
});

test("a take that was judged counts before the visit has been read again: what comes next does not wait for that", () => {
  const progress = protocolProgress(steps, [recorded("vowel-a")]);
  expect(nextOpen(progress, 0)).toBe(0);
  expect(nextOpen(withTake(progress, 0), 0)).toBe(1);
});

test("a step that is skipped is not the next, and stands in the list as it was", () => {
  const progress = protocolProgress(steps, [], [steps[0]!, steps[2]!]);
  expect(progress.map(({ isSkipped }) => isSkipped)).toEqual([true, false, true]);
  expect(nextOpen(progress, 0)).toBe(1);
  expect(nextOpen(protocolProgress(steps, [], steps), 0)).toBeNull();
});

test("a step moves a place earlier or later, and stays at either end", () => {
  expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
});
