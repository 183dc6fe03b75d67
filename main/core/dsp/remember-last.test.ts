import { expect, test } from "vitest";
import { rememberLast } from "./remember-last.ts";

test("what was made of one of the last four numbers is not made again", () => {
  const asked: number[] = [];
  const square = rememberLast((of) => {
    asked.push(of);
    return [of * of];
  });
  expect(square(3)).toEqual([9]);
  expect(square(3)).toBe(square(3));
  for (const of of [4, 5, 6, 7, 3]) square(of);
  expect(asked).toEqual([3, 4, 5, 6, 7, 3]);
});
