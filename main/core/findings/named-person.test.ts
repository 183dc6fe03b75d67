import { expect, test } from "vitest";
import { identifierIn, isSameKind, names, type Person, plainIdentifier } from "./named-person.ts";

const person: Person = { code: "P-017", name: "Müller, Ada" };

test.each([
  ["one letter needs three digits", "P17.wav", null],
  ["one letter needs three digits", "P017.wav", "P017"],
  ["several letters need two digits", "ID7.wav", null],
  ["several letters need two digits", "ID14.wav", "ID14"],
  ["a task with a number is no identifier", "pataka12.wav", null],
  ["a separator may stand before it", "clinic_ID014.wav", "ID014"],
  ["a number counts only where the name begins with it", "take_008_a.wav", null],
  ["a year is no number of a person", "1998_a.wav", null],
  ["a number that only ends as a year does is one", "12020_a.wav", "12020"],
  ["a number that only begins as a year does is one", "20201_a.wav", "20201"],
  ["a folder says nothing of the file in it", "P017/vowel.wav", null],
  ["a folder is no part of the file's name", "clinic/008_a.wav", "008"],
  ["only the extension is left out", "Dr. ID014.wav", "ID014"],
])("%s: %s identifies %s", (_, path, identifier) => {
  expect(identifierIn(path)).toBe(identifier);
});

test("ways of writing an identifier are alike", () => {
  for (const written of ["P-017", "p17", "P 0017", "Ṕ_17"]) expect(plainIdentifier(written)).toBe("p17");
  expect(plainIdentifier("P-170")).toBe("p170");
  expect(plainIdentifier("P-0")).toBe("p0");
});

test.each([
  ["a name of two letters names nobody", "li.wav", { code: "P-1", name: "Li Wu" }, false],
  ["a code of letters names as a word of its own", "visit abc.wav", { code: "ABC", name: "" }, true],
  ["a code of letters names as a word of its own", "abc.wav", { code: "ABC", name: "" }, true],
  ["a code within a longer word does not", "xabc.wav", { code: "ABC", name: "" }, false],
  ["a code of two letters names nobody", "visit ab.wav", { code: "AB", name: "" }, false],
  ["signs of a code stand for themselves", "visit a.b.wav", { code: "A.B", name: "" }, true],
  ["signs of a code stand for themselves", "visit axb.wav", { code: "A.B", name: "" }, false],
  ["a code of signs alone names nobody", "vowel.wav", { code: "–", name: "" }, false],
  ["no name and no word have nothing in common", "123.wav", { code: "P-1", name: "" }, false],
  ["an extension names nobody", "vowel.mp3", { code: "MP3", name: "" }, false],
])("%s: %s", (_, path, someone, isNamed) => {
  expect(names(path, someone)).toBe(isNamed);
});

test("another person is named by first and last name together, or by the code", () => {
  expect(names("ada_mueller.wav", person, true)).toBe(false);
  expect(names("ada_müller.wav", person, true)).toBe(true);
  expect(names("cher.wav", { code: "P-1", name: "Cher" }, true)).toBe(false);
  expect(names("P017.wav", person, true)).toBe(true);
});

test.each([
  ["P-017", "P-4", true],
  ["P-017", "p123", true],
  ["P-017", "ID014", false],
  ["P-017", "P", false],
])("%s and %s differ in the number alone: %s", (a, b, isSame) => {
  expect(isSameKind(a, b)).toBe(isSame);
});
