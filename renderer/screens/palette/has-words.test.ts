import { expect, test } from "vitest";
import { hasWords } from "./has-words.ts";

test("words are found in any order, in any case, with or without their accents", () => {
  expect(hasWords("die Auswahl vergrößern", "VERGROSS")).toBe(false); // ß is a letter of its own
  expect(hasWords("die Auswahl vergrößern", "vergroß ausw")).toBe(true);
  expect(hasWords("zoom to the selection", "sel zoom")).toBe(true);
  expect(hasWords("zoom to the selection", "sel play")).toBe(false);
});

test("nothing that is asked for is in everything", () => {
  expect(hasWords("Models", "  ")).toBe(true);
});
