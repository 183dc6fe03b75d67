import { expect, test } from "vitest";
import { csv } from "./csv.ts";

test("cells with commas, quotes and line breaks are quoted; null is empty", () => {
  expect(
    csv(
      ["a", "b"],
      [
        [1.25, null],
        ['say "a", please', "two\nlines"],
      ],
    ),
  ).toBe('a,b\r\n1.25,\r\n"say ""a"", please","two\nlines"\r\n');
});
