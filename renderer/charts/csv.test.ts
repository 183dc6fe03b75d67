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

test("text that a spreadsheet would run as a formula is kept as text, a negative number as a number", () => {
  expect(csv(["a"], [["=HYPERLINK(1)"], [-1.5]])).toBe("a\r\n'=HYPERLINK(1)\r\n-1.5\r\n");
  expect(csv(["a"], [["-98.00"], ["-1+1"]])).toBe("a\r\n-98.00\r\n'-1+1\r\n");
});
