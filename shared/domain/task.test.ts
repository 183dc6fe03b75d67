import { expect, test } from "vitest";
import { guessTask } from "./task.ts";

test.each([
  ["ID000_phonationA.wav", "vowel-a"],
  ["CT001_rhythmPA.wav", "ddk-pa"],
  ["008_a.wav", "vowel-a"],
  ["/some/where/vowel-i.flac", "vowel-i"],
  ["2026_ddk-pataka.mp3", "ddk-pataka"],
  ["reading.m4a", "reading"],
  ["holiday.wav", "free"],
])("%s is taken as %s", (file, task) => {
  expect(guessTask(file)).toBe(task);
});
