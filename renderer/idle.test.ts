import { expect, test } from "vitest";
import { idleState } from "./idle.ts";

test("the last minute is warned of, then the page locks", () => {
  expect(idleState(0, 10)).toEqual({ kind: "active" });
  expect(idleState(539.9, 10)).toEqual({ kind: "active" });
  expect(idleState(540, 10)).toEqual({ kind: "warned", secondsLeft: 60 });
  expect(idleState(598.5, 10)).toEqual({ kind: "warned", secondsLeft: 2 });
  expect(idleState(600, 10)).toEqual({ kind: "over" });
});

test("a limit of a minute is warned of for half of it", () => {
  expect(idleState(29, 1)).toEqual({ kind: "active" });
  expect(idleState(30, 1)).toEqual({ kind: "warned", secondsLeft: 30 });
});

test("a computer that slept past the limit locks when it wakes", () => {
  expect(idleState(86_400, 240)).toEqual({ kind: "over" });
});
