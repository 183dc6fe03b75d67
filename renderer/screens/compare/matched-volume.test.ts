import { expect, test } from "vitest";
import { matchedVolumes } from "./matched-volume.ts";

test("the louder take is turned down to the other's level", () => {
  expect(matchedVolumes({ levelDb: -20 }, { levelDb: -26 })).toEqual({ a: 10 ** (-6 / 20), b: 1 });
  expect(matchedVolumes({ levelDb: -40 }, { levelDb: -20 })).toEqual({ a: 1, b: 0.1 });
});

test("nothing is changed where a level is not known", () => {
  expect(matchedVolumes({ levelDb: null }, { levelDb: -20 })).toEqual({ a: 1, b: 1 });
  expect(matchedVolumes(undefined, undefined)).toEqual({ a: 1, b: 1 });
});
