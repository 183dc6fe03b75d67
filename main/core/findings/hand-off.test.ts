import { expect, test } from "vitest";
import { handOffOf, type VisitStanding } from "./hand-off.ts";

const recorded: VisitStanding = {
  visitId: "v",
  tasks: ["vowel-a", "reading"],
  recordings: 3,
  notAnalysed: 0,
  hasDraft: false,
  isSigned: false,
  isChangedSince: false,
};
const state = (given: Partial<VisitStanding>, asked: Parameters<typeof handOffOf>[1] = []) =>
  handOffOf({ ...recorded, ...given }, asked).state;

test("a visit is incomplete until all is recorded and analysed, then to be reviewed", () => {
  expect(state({ recordings: 0, tasks: [] })).toBe("incomplete");
  expect(state({ notAnalysed: 1 })).toBe("incomplete");
  expect(state({})).toBe("to-review");
});

test("tasks are asked for by the clinic's own protocol alone", () => {
  expect(handOffOf(recorded, ["vowel-a", "mpt-a", "mpt-a"])).toMatchObject({
    state: "incomplete",
    openTasks: ["mpt-a"],
  });
  expect(state({}, ["vowel-a", "reading"])).toBe("to-review");
});

test("a complete visit whose report is begun is to be signed", () => {
  expect(state({ hasDraft: true })).toBe("to-sign");
  expect(state({ hasDraft: true, notAnalysed: 1 })).toBe("incomplete");
  expect(state({ hasDraft: true, isSigned: true })).toBe("signed");
});

test("a signature stands until something of the visit is changed", () => {
  expect(state({ isSigned: true })).toBe("signed");
  expect(state({ isSigned: true, isChangedSince: true })).toBe("to-sign-again");
});
