import { expect, test } from "vitest";
import { RealFft } from "./fft.ts";

test("a cosine at bin 3 has its energy there, and the inverse gives it back", () => {
  const fft = new RealFft(32);
  const x = Float64Array.from({ length: 32 }, (_, n) => Math.cos((2 * Math.PI * 3 * n) / 32) + 0.5);
  const re = new Float64Array(17);
  const im = new Float64Array(17);
  fft.forward(x, re, im);
  expect(re[0]).toBeCloseTo(16, 10);
  expect(re[3]).toBeCloseTo(16, 10);
  expect(Math.hypot(re[5]!, im[5]!)).toBeLessThan(1e-10);
  const back = new Float64Array(32);
  fft.inverse(re, im, back);
  for (let n = 0; n < 32; n++) expect(back[n]).toBeCloseTo(x[n]!, 10);
});
