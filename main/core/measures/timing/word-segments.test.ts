import { expect, test } from "vitest";
import { cutSegment, wordSegments } from "./word-segments.ts";

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
