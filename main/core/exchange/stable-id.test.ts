import { expect, test } from "vitest";
import { objectIdentifier, stableUuid } from "./stable-id.ts";

test("the same parts give the same UUID, other parts another one; parts do not run together", () => {
  expect(stableUuid("finding", "v", "hnr")).toBe(stableUuid("finding", "v", "hnr"));
  expect(stableUuid("finding", "v", "hnr")).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(stableUuid("ab", "c")).not.toBe(stableUuid("a", "bc"));
});

test("as an object identifier it is the UUID's number below 2.25 (example of ITU-T X.667)", () => {
  expect(objectIdentifier("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")).toBe(
    "2.25.329800735698586629295641978511506172918",
  );
  expect(objectIdentifier("ffffffff-ffff-ffff-ffff-ffffffffffff").length).toBeLessThanOrEqual(64);
});
