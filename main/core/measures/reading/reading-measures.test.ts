import { expect, test } from "vitest";
import type { Aligned, AlignedWord, Alignment } from "../../../../shared/domain/alignment.ts";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { diphthongSlope, vowelDispersion } from "./reading-formants.ts";
import { readingMeasures } from "./reading-measures.ts";

const sampleRateHz = 16_000;

/** Words of a consonant and a vowel, 100 and 150 ms, the consonant a noise so far below the vowel, every `stepSeconds`. */
function reading(count: number, stepSeconds: number, consonantDb: number) {
  const samples = new Float32Array(Math.round((count * stepSeconds + 0.5) * sampleRateHz));
  const words = Array.from({ length: count }, (_, index): AlignedWord => {
    const startSeconds = 0.2 + index * stepSeconds;
    const [middle, endSeconds] = [startSeconds + 0.1, startSeconds + 0.25];
    for (let n = Math.round(startSeconds * sampleRateHz); n < endSeconds * sampleRateHz; n++) {
      const seconds = n / sampleRateHz;
      // rms of a sine of amplitude 0.3, and of a pseudo-random +-1
      const vowel = 0.3 * Math.sqrt(2) * Math.sin(2 * Math.PI * 150 * seconds);
      const noise = 0.3 * 10 ** (consonantDb / 20) * (Math.sin(n * n) > 0 ? 1 : -1);
      samples[n] = seconds < middle ? noise : vowel;
    }
    const phone = (name: string, from: number, to: number, scoreInNoise: number) => ({
      ...{ phone: name, startSeconds: from, endSeconds: to, score: -1, scoreInNoise },
    });
    const phones = [phone("S", startSeconds, middle, -4), phone("IY", middle, endSeconds, -2)];
    return { text: "see", index, manner: "read", startSeconds, endSeconds, score: -3, phones };
  });
  const aligned: Aligned = { status: "aligned", language: "en", words, skipped: [], recognisedPercent: 75 };
  const sound = { samples, sampleRateHz };
  return { aligned, read: { sound, pitch: pitch(sound, standardPitch(75, 500)), formantCeilingHz: 5500 } };
}

const measured = (id: string, { aligned, read }: ReturnType<typeof reading>) =>
  readingMeasures(aligned, read)[id]!.value!;

test("rates, durations, scores and the strength of consonants come from the words and phones", () => {
  const ten = reading(10, 0.25, -12);
  expect(measured("read-words-rate", ten)).toBeCloseTo((60 * 10) / 2.5, 6);
  expect(measured("read-articulation-rate", ten)).toBeCloseTo(4, 6);
  expect(measured("read-vowel-duration", ten)).toBeCloseTo(150, 6);
  expect(measured("read-consonant-duration", ten)).toBeCloseTo(100, 6);
  expect(measured("read-words-recognised", ten)).toBe(75);
  expect(measured("read-score-vowels", ten)).toBeCloseTo(-2, 9);
  expect(measured("read-score-fricatives", ten)).toBeCloseTo(-4, 9);
  expect(readingMeasures(ten.aligned, ten.read)["read-score-stops"]).toMatchObject({
    missing: "too-few-phones",
  });
  for (const consonantDb of [-6, -12, -24])
    expect(
      Math.abs(measured("read-consonant-level", reading(10, 0.25, consonantDb)) - consonantDb),
    ).toBeLessThan(0.2);
});

test("a pause between words is told from one inside", () => {
  const slow = reading(8, 0.65, -6);
  expect(measured("read-pauses-between", slow)).toBe(7);
  expect(measured("read-pauses-inside", slow)).toBe(0);
  expect(Math.abs(measured("read-pause-ratio", slow) - (100 * 7 * 0.4) / 4.8)).toBeLessThan(6);
  expect(Math.abs(measured("read-articulation-rate", slow) - 4)).toBeLessThan(0.5);

  const { aligned, read } = slow;
  const [first, second, ...rest] = aligned.words;
  const long = { ...first!, endSeconds: second!.endSeconds, phones: [...first!.phones, ...second!.phones] };
  const joined = { ...aligned, words: [long, ...rest] };
  expect(readingMeasures(joined, read)["read-pauses-inside"]!.value).toBe(1);
});

test("a few phones that score badly in noise lower the score of their class, phones without a score do not count", () => {
  const { aligned, read } = reading(10, 0.25, -12);
  const badly = aligned.words.map((word, k) =>
    k > 1
      ? word
      : {
          ...word,
          phones: word.phones.map((phone) => ({ ...phone, scoreInNoise: phone.scoreInNoise! - 10 })),
        },
  );
  const measures = readingMeasures({ ...aligned, words: badly }, read);
  expect(measures["read-score-vowels"]!.value).toBeCloseTo(-2 - (2 * 10) / 10, 9);
  expect(measures["read-score-fricatives"]!.value).toBeCloseTo(-4 - (2 * 10) / 10, 9);

  const lost = aligned.words.map((word, k) =>
    k > 4 ? word : { ...word, phones: word.phones.map((phone) => ({ ...phone, scoreInNoise: null })) },
  );
  const fewer = readingMeasures({ ...aligned, words: lost }, read);
  expect(fewer["read-score-fricatives"]!.value).toBeCloseTo(-4, 9);
  const all = aligned.words.map((word) => ({
    ...word,
    phones: word.phones.map((phone) => ({ ...phone, scoreInNoise: null })),
  }));
  expect(readingMeasures({ ...aligned, words: all }, read)["read-score-vowels"]).toMatchObject({
    missing: "too-few-phones",
  });
});

test("the closure of a stop is no pause, however long it is", () => {
  const { aligned, read } = reading(8, 0.5, -6);
  const withStops = aligned.words.map((word) => {
    const closed = {
      phone: "T",
      startSeconds: word.endSeconds,
      endSeconds: word.endSeconds + 0.25,
      score: -3,
      scoreInNoise: null,
    };
    return { ...word, endSeconds: closed.endSeconds, phones: [...word.phones, closed] };
  });
  const stops = readingMeasures({ ...aligned, words: withStops }, read);
  expect(readingMeasures(aligned, read)["read-pauses-between"]!.value).toBe(7);
  expect([stops["read-pauses-between"]!.value, stops["read-pauses-inside"]!.value]).toEqual([0, 0]);
});

test("what was not aligned has no value and says so", () => {
  const { read } = reading(3, 0.3, -6);
  const refused: Alignment = { status: "not-aligned", language: "en", why: "another-text", unknownWords: [] };
  for (const measure of Object.values(readingMeasures(refused, read)))
    expect(measure).toMatchObject({ value: null, missing: "not-aligned" });
});

test("vowels half-way to their median lie half as far apart, and one that was mistracked hardly moves that", () => {
  const hz = (bark: number) => (1960 * (bark + 0.53)) / (26.28 - bark);
  const vowels = (share: number) =>
    [
      { phone: "IY", f1: -2, f2: 4 },
      { phone: "AA", f1: 3, f2: -1 },
      { phone: "UW", f1: -2, f2: -3 },
      { phone: "AE", f1: 2, f2: 2 },
      { phone: "AH", f1: 0, f2: 0 },
    ].flatMap(({ phone, f1, f2 }) =>
      Array.from({ length: 5 }, () => ({
        ...{ phone, f1Hz: hz(5 + share * f1), f2Hz: hz(10 + share * f2) },
      })),
    );
  const whole = vowelDispersion(vowels(1), "en")!;
  expect(whole).toBeCloseTo(
    (Math.hypot(2, 4) + Math.hypot(3, 1) + Math.hypot(2, 3) + Math.hypot(2, 2)) / 5,
    6,
  );
  expect(vowelDispersion(vowels(0.5), "en")!).toBeCloseTo(whole / 2, 6);
  const mistracked = vowels(1).with(0, { phone: "IY", f1Hz: 300, f2Hz: 900 });
  expect(Math.abs(vowelDispersion(mistracked, "en")! / whole - 1)).toBeLessThan(0.05);
  const diphthongs = vowels(1).map((vowel) => ({ ...vowel, phone: "AY" }));
  expect(vowelDispersion(diphthongs, "en")).toBeNull();
});

test("the slope of diphthongs is that of their second formant", () => {
  const frames = Array.from({ length: 400 }, (_, n) => {
    const timeSeconds = n * 0.005;
    const f2 = 1000 + 5000 * (timeSeconds % 0.2);
    return { timeSeconds, formants: [500, f2].map((frequencyHz) => ({ frequencyHz, bandwidthHz: 50 })) };
  });
  const phones = [0, 0.2, 0.4].map((startSeconds) => ({
    ...{ phone: "AY", startSeconds, endSeconds: startSeconds + 0.199, score: 0, scoreInNoise: null },
  }));
  expect(diphthongSlope(phones, frames, "en")).toBeCloseTo(5, 6);
  expect(diphthongSlope(phones.slice(1), frames, "en")).toBeNull();
});
