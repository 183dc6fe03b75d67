import { expect, test } from "vitest";
import { outsidePart } from "./outside-part.ts";

test("what was not measured lies before and after the part, with its edge between", () => {
  expect(outsidePart({ startSeconds: 1.5, endSeconds: 4.05 }, 6)).toEqual([
    { from: 0, to: 1.5, edge: 1.5 },
    { from: 4.05, to: 6, edge: 4.05 },
  ]);
});

test("a part that is the whole recording, or none, leaves nothing out", () => {
  expect(outsidePart({ startSeconds: 0, endSeconds: 6 }, 6)).toEqual([]);
  expect(outsidePart(null, 6)).toEqual([]);
});
