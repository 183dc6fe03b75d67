import { expect, test } from "vitest";
import { sharedDoubts } from "./shared-doubts.ts";

test("only what all measures of a family share is said once above it", () => {
  expect(sharedDoubts([["low-snr", "short"], ["short"], ["short", "clipped"]])).toEqual(["short"]);
  expect(sharedDoubts([["short"], undefined])).toEqual([]);
  expect(sharedDoubts([["short"]])).toEqual([]);
  expect(sharedDoubts([])).toEqual([]);
});
