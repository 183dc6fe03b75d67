import { expect, test } from "vitest";
import { nextFastLength, RealFft } from "./fft.ts";

test("a cosine at bin 3 has its energy there, and the inverse gives it back", () => {
  const fft = new RealFft(32);
  const x = Float64Array.from({ length: 32 }, (_, n) => Math.cos((2 * Math.PI * 3 * n) / 32) + 0.5);
  const re = new Float64Array(17);
  const im = new Float64Array(17);
  fft.forward(x, re, im);
  expect(re[0]).toBeCloseTo(16, 5);
  expect(re[3]).toBeCloseTo(16, 5);
  expect(Math.hypot(re[5]!, im[5]!)).toBeLessThan(1e-5);
  const back = new Float64Array(32);
  fft.inverse(re, im, back);
  for (let n = 0; n < 32; n++) expect(back[n]).toBeCloseTo(x[n]!, 6);
});

test("spectrum and power equal their sums, short input being zero-padded", () => {
  const size = 96;
  const x = Float64Array.from({ length: 50 }, (_, n) => Math.sin(n * n) + n / 50);
  const fft = new RealFft(size);
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  const power = new Float64Array(size / 2 + 1);
  fft.forward(x, re, im);
  fft.powerSpectrum(x, power);
  for (const k of [0, 1, 17, 47, 48]) {
    const angle = (n: number) => (2 * Math.PI * k * n) / size;
    const a = x.reduce((sum, value, n) => sum + value * Math.cos(angle(n)), 0);
    const b = -x.reduce((sum, value, n) => sum + value * Math.sin(angle(n)), 0);
    expect(re[k]).toBeCloseTo(a, 5);
    expect(im[k]).toBeCloseTo(b, 5);
    expect(power[k]).toBeCloseTo(a * a + b * b, 3);
  }
});

test("lengths that the library does not take are refused, the next one that it takes is found", () => {
  expect(() => new RealFft(16)).toThrow(RangeError);
  expect(() => new RealFft(224)).toThrow(RangeError);
  expect(() => new RealFft(1000)).toThrow(RangeError);
  expect([1, 33, 2425, 4000, 4097].map(nextFastLength)).toEqual([32, 64, 2560, 4000, 4320]);
});
