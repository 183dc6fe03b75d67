import { expect, test } from "vitest";
import type { AlignedWord } from "../../../shared/domain/alignment.ts";
import { mendBeginnings } from "./word-beginnings.ts";

const sampleRateHz = 16_000;
const consonantSeconds = 0.1;

/** A tone that sounds from each time to the next, s. */
function sounding(stretches: readonly [number, number][]) {
  const samples = new Float32Array(4 * sampleRateHz);
  for (const [from, to] of stretches)
    for (let n = Math.round(from * sampleRateHz); n < to * sampleRateHz; n++)
      samples[n] = 0.3 * Math.sin((2 * Math.PI * 200 * n) / sampleRateHz);
  return { samples, sampleRateHz };
}

/** Words of a consonant and a vowel: where each begins, where its vowel begins and ends. */
const words = (rows: readonly [consonant: string, start: number, vowel: number, end: number][]) =>
  rows.map(([consonant, startSeconds, vowel, endSeconds], index): AlignedWord => {
    const phones = [
      { phone: consonant, startSeconds, endSeconds: vowel, score: -2, scoreInNoise: null },
      { phone: "IY", startSeconds: vowel, endSeconds, score: -2, scoreInNoise: null },
    ];
    return { text: "see", index, manner: "read", startSeconds, endSeconds, score: -2, phones };
  });

/** Five words of 0.3 s one after the other, a pause from 1.6 to 2.2 s, and one more until 2.6 s, as it is aligned. */
const sound = sounding([
  [0.1, 1.6],
  [2.2, 2.6],
]);
const before = words(
  [0.1, 0.4, 0.7, 1, 1.3].map((start) => ["S", start, start + consonantSeconds, start + 0.3]),
);
const afterPause = (consonant: string, start: number, vowel: number) =>
  mendBeginnings([...before, ...words([[consonant, start, vowel, 2.6]])], sound, "en").at(-1)!;

test("a word whose first consonant has the pause before it within begins where the pause ends", () => {
  const word = afterPause("S", 1.6, 2.3);
  expect(Math.abs(word.startSeconds - 2.2)).toBeLessThan(0.04);
  expect(word.phones[0]!.startSeconds).toBe(word.startSeconds);
  expect(word.phones[1]).toMatchObject({ startSeconds: 2.3, endSeconds: 2.6 });
});

test("a stop keeps its closure", () => {
  expect(Math.abs(afterPause("T", 1.6, 2.25).startSeconds - (2.2 - consonantSeconds))).toBeLessThan(0.04);
});

test("a consonant that lies in the pause as a whole comes after it, before what follows", () => {
  const { phones } = afterPause("HH", 1.65, 2);
  expect(phones[0]!.startSeconds).toBeGreaterThan(2.15);
  expect(phones[0]!.endSeconds).toBeGreaterThan(phones[0]!.startSeconds);
  expect(phones[1]!.startSeconds).toBe(phones[0]!.endSeconds);
  expect(phones[1]!.endSeconds).toBe(2.6);
});

test("a word that lies in the pause as a whole stays", () => {
  const [word] = words([["HH", 1.65, 1.9, 2.1]]);
  expect(mendBeginnings([...before, word!], sound, "en").at(-1)).toEqual(word);
});

test("a short silence before a stop is its closure", () => {
  const stop = afterPause("K", 1.68, 1.8);
  expect([stop.startSeconds, stop.phones[0]!.startSeconds, stop.phones[0]!.endSeconds]).toEqual([
    1.6, 1.6, 1.8,
  ]);
  expect(afterPause("M", 1.68, 1.8).startSeconds).toBe(1.68);
  expect(afterPause("K", 1.75, 1.8).startSeconds).toBe(1.75);
});

test("beside noise, where a weak fricative is as silent as a pause, nothing is moved", () => {
  const noisy = sound.samples.map((value, n) => value + 0.03 * (Math.sin(n * n) > 0 ? 1 : -1));
  const spoken = [...before, ...words([["S", 1.6, 2.3, 2.6]])];
  expect(mendBeginnings(spoken, { samples: noisy, sampleRateHz }, "en")).toEqual(spoken);
});

test("a consonant of usual length stays, silent or not, and so do words without a pause before them", () => {
  expect(afterPause("F", 2.1, 2.2).startSeconds).toBe(2.1);
  expect(mendBeginnings(before, sound, "en")).toEqual(before);
  expect(mendBeginnings(before.slice(0, 2), sound, "en")).toEqual(before.slice(0, 2));
});
