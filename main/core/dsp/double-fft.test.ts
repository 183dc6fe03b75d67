import { expect, test } from "vitest";
import { DoubleFft } from "./double-fft.ts";

/** Two tones, one 200 dB below the other, in the middle of bins. */
const tones = (size: number, length: number) =>
  Float64Array.from(
    { length },
    (_, n) => Math.cos((2 * Math.PI * 5 * n) / size) + 1e-10 * Math.sin((2 * Math.PI * 9 * n) / size),
  );

test.each([32, 64, 128, 256, 512, 1024, 4096])("%d points: every bin is the sum by definition", (size) => {
  const x = Float64Array.from({ length: size - 3 }, (_, n) => Math.sin(0.37 * n * n) + ((7 * n) % 5));
  const power = new Float64Array(size / 2 + 1);
  new DoubleFft(size).powerSpectrum(x, power);
  for (let k = 0; k <= size / 2; k += size > 512 ? 61 : 1) {
    let [re, im] = [0, 0];
    for (const [n, value] of x.entries()) {
      const angle = (2 * Math.PI * ((n * k) % size)) / size;
      re += value * Math.cos(angle);
      im -= value * Math.sin(angle);
    }
    expect(Math.abs(power[k]! - re * re - im * im)).toBeLessThan(1e-11 * (1 + re * re + im * im) * size);
  }
});

test("a tone 200 dB below another is heard", () => {
  const power = new Float64Array(513);
  new DoubleFft(1024).powerSpectrum(tones(1024, 1024), power);
  expect(Math.sqrt(power[9]!)).toBeCloseTo(512e-10, 11);
  expect(Math.sqrt(power[5]!)).toBeCloseTo(512, 9);
});

test("sizes share nothing, and what stood there before is forgotten", () => {
  const [small, large] = [new DoubleFft(32), new DoubleFft(64)];
  const [a, b] = [new Float64Array(17), new Float64Array(17)];
  small.powerSpectrum(tones(32, 32), a);
  large.powerSpectrum(tones(64, 64), new Float64Array(33));
  small.powerSpectrum(tones(32, 20), b);
  small.powerSpectrum(tones(32, 32), b);
  expect(b).toEqual(a);
});

test.each([0, 16, 48, 1000])("%d points are refused", (size) => {
  expect(() => new DoubleFft(size)).toThrow(RangeError);
});
