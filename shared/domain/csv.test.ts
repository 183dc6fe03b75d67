import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("commas, quotes and line breaks are quoted; numbers are in full, what is not known is empty", () => {
  expect(csvLine(["a,b", 'say "a"', "two\nlines", -1 / 3, true, null, undefined])).toBe(
    `"a,b","say ""a""","two\nlines",${-1 / 3},true,,\r\n`,
  );
});

test("text that a spreadsheet would run as a formula is kept as text, in wide letters too", () => {
  expect(csvLine(["=1+1", "-1+1", "@x", "＝1+1", "a=1"])).toBe("'=1+1,'-1+1,'@x,'＝1+1,a=1\r\n");
});
