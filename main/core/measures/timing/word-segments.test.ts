import { expect, test } from "vitest";
import { cutSegment, spokenWords, wordSegments } from "./word-segments.ts";

const sampleRateHz = 8000;

/** Tones of 0.4 s every second, over a noise floor; the third has a closure of 0.1 s in its middle. */
function words(count: number) {
  const samples = Float32Array.from({ length: (count + 0.5) * sampleRateHz }, (_, n) => {
    const t = n / sampleRateHz;
    const inWord = (t % 1) - 0.3;
    const closure = Math.floor(t) === 2 && inWord > 0.15 && inWord < 0.25;
    const voiced = inWord >= 0 && inWord < 0.4 && t < count && !closure;
    return (voiced ? 0.3 * Math.sin(2 * Math.PI * 200 * t) : 0) + 1e-3 * Math.sin(n * n);
  });
  return { samples, sampleRateHz };
}

test("each word is found once, with its margins", () => {
  const segments = wordSegments(words(5));
  expect(segments).toHaveLength(5);
  for (const [k, { startSeconds, endSeconds }] of segments.entries()) {
    expect(startSeconds).toBeCloseTo(k + 0.24, 1);
    expect(endSeconds).toBeCloseTo(k + 0.76, 1);
  }
  expect(cutSegment(words(5), segments[0]!).samples.length / sampleRateHz).toBeCloseTo(0.52, 1);
});

test("noise alone holds no words, and neither does an empty signal", () => {
  const noise = Float32Array.from({ length: 8000 }, (_, n) => 0.01 * Math.sin(n * n));
  expect(wordSegments({ samples: noise, sampleRateHz })).toEqual([]);
  expect(wordSegments({ samples: new Float32Array(0), sampleRateHz })).toEqual([]);
});

/** Voiced stretches, and of "s" noise as loud as they are, over a noise floor, s from the start. */
function said(voiced: [number, number][], noisy: [number, number][] = []) {
  const within =
    (t: number) =>
    ([from, to]: [number, number]) =>
      t >= from && t < to;
  let state = 1;
  const samples = Float32Array.from({ length: 3 * sampleRateHz }, (_, n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = state / 2 ** 31 - 1;
    const t = n / sampleRateHz;
    const voice = voiced.some(within(t))
      ? Math.sin(2 * Math.PI * 150 * t) + Math.sin(2 * Math.PI * 300 * t)
      : 0;
    return 0.15 * voice + (noisy.some(within(t)) ? 0.2 : 1e-3) * noise;
  });
  return { samples, sampleRateHz };
}

test.each([
  ["a breath after the word", said([[0.5, 0.9]], [[1.4, 1.7]])],
  [
    "a click before it and the release of a stop after it",
    said(
      [[0.5, 0.9]],
      [
        [0.1, 0.22],
        [1.1, 1.22],
      ],
    ),
  ],
  [
    "a cut in its middle",
    said([
      [0.5, 0.75],
      [0.97, 1.2],
    ]),
  ],
])("one word with %s is one word", (_, sound) => {
  expect(wordSegments(sound).length).toBeGreaterThan(1);
  expect(spokenWords(sound)).toHaveLength(1);
});

test("two words with a pause between them are two, and so are two without one that are longer than a word", () => {
  expect(
    spokenWords(
      said([
        [0.5, 0.8],
        [1.2, 1.5],
      ]),
    ),
  ).toHaveLength(2);
  expect(
    spokenWords(
      said([
        [0.3, 1],
        [1.2, 1.9],
      ]),
    ),
  ).toHaveLength(2);
});
