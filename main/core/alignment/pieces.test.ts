import { expect, test } from "vitest";
import { cutPieces } from "./pieces.ts";

const sampleRateHz = 1000;

/** Noise of so many seconds with silences of 0.4 s about the given times. */
function soundWithPauses(seconds: number, pauses: readonly number[]) {
  const samples = Float32Array.from({ length: seconds * sampleRateHz }, (_, n) =>
    pauses.some((at) => Math.abs(n / sampleRateHz - at) < 0.2) ? 0 : Math.sin(n ** 2),
  );
  return { samples, sampleRateHz };
}

test("a recording is cut in pauses of the second half of each piece", () => {
  const pieces = cutPieces(soundWithPauses(35, [3, 9, 13, 22]), 15);
  expect(pieces[0]!.startSeconds).toBe(0);
  expect(Math.abs(pieces[0]!.endSeconds - 9)).toBeLessThan(0.2);
  expect(Math.abs(pieces[1]!.endSeconds - 22)).toBeLessThan(0.2);
  expect(pieces.at(-1)!.endSeconds).toBe(35);
  for (const [k, { startSeconds, endSeconds }] of pieces.entries()) {
    expect(endSeconds - startSeconds).toBeLessThanOrEqual(15);
    if (k > 0) expect(startSeconds).toBe(pieces[k - 1]!.endSeconds);
  }
});

test("what is short enough stays whole, nothing gives nothing", () => {
  expect(cutPieces(soundWithPauses(15, [7]), 15)).toEqual([{ startSeconds: 0, endSeconds: 15 }]);
  expect(cutPieces({ samples: new Float32Array(), sampleRateHz }, 15)).toEqual([]);
});
