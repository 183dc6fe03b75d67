import { expect, test } from "vitest";
import { comparePath, comparePlace } from "./compare-path.ts";

test("what is not said leaves the address, and comes back as null", () => {
  expect(comparePath({ a: "prior", b: "v2" })).toBe("/compare/prior/v2");
  expect(comparePath({ a: "v1", b: "v2", task: "reading", takeB: "r" })).toBe("/compare/v1/v2/reading/-/r");
  expect(comparePlace("prior/v2/reading/-/r")).toEqual({
    a: null,
    b: "v2",
    task: "reading",
    takeA: null,
    takeB: "r",
  });
  expect(comparePlace("v1/v2")).toEqual({ a: "v1", b: "v2", task: null, takeA: null, takeB: null });
});
