import { expect, test } from "vitest";
import { clean, escaped, runsOf } from "./runs.ts";

const parts = (text: string) => runsOf(text).map(({ part }) => part);

test("a text is one line without control, direction or variation characters", () => {
  expect(clean(" a\n\u202eb\u0000c\ufe0f  é ")).toBe("a b c é");
});

test("letters that no face has stand as their codes", () => {
  const has = (_: unknown, letter: string) => !"中नम".includes(letter);
  expect(escaped("中-7 नम", has)).toBe("[U+4E2D]-7 [U+0928 U+092E]");
  expect(escaped(escaped("中", has), has)).toBe("[U+4E2D]");
});

test("numbers are runs of their own; scripts are cut where the face changes", () => {
  expect(parts("F0 1.25 Hz")).toEqual(["F", "0", " ", "1.25", " Hz"]);
  expect(runsOf("Li 李").map(({ face, part }) => [face.family, part])).toEqual([
    ["inter", "Li "],
    ["noto-sans-sc", "李"],
  ]);
});

test("a phrase from right to left is one run, which its shaping turns; of two scripts the later stands left", () => {
  expect(parts("a שלום בן דוד b")).toEqual(["a ", "שלום בן דוד", " b"]);
  expect(parts("שלום محمد")).toEqual(["محمد", "שלום "]);
  expect(parts("ABC")).toEqual(["ABC"]);
});

test("marks between words from right to left keep to the word that they follow", () => {
  expect(parts("דוד בן-גוריון")).toEqual(["גוריון", "-", "דוד בן"]);
  expect(parts("علي, محمد: x")).toEqual(["محمد", " ,", "علي", ": x"]);
});
