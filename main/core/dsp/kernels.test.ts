import { afterAll, expect, test } from "vitest";
import { fftSetup, kernels, memory, Workspace } from "./kernels.ts";

const room = new Workspace();
afterAll(() => room.release());

const wild = (n: number, seed = 1) => Float32Array.from({ length: n }, (_, i) => Math.sin(seed * i * i + i));
const padded = (values: Float32Array, size: number) => {
  const shared = room.floats(size);
  shared.values.fill(0);
  shared.values.set(values);
  return shared;
};
const product = (x: Float32Array, y: Float32Array, lag: number) =>
  x.reduce((sum, value, n) => sum + value * (y[n + lag] ?? 0), 0);

test("numbers stay where they are when the memory grows", () => {
  const small = room.floatsOf([1, 2, 3]);
  const before = memory.buffer;
  const large = new Workspace();
  large.floats(2 ** 24);
  expect(memory.buffer).not.toBe(before);
  expect([...small.values]).toEqual([1, 2, 3]);
  large.release();
});

test("released room is used again", () => {
  const addresses = [1, 2].map(() => {
    const one = new Workspace();
    const { address } = one.doubles(5000);
    one.release();
    return address;
  });
  expect(addresses[0]).toBe(addresses[1]);
});

test("sum, energy and peak, also of a number of values that is no multiple of 4", () => {
  for (const n of [1, 3, 4, 7, 1001]) {
    const values = wild(n);
    const x = room.floatsOf(values);
    expect(kernels.sum(x.address, n)).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0),
      9,
    );
    expect(kernels.energy(x.address, n)).toBeCloseTo(product(values, values, 0), 9);
    expect(kernels.peak(x.address, 0, n)).toBe(
      values.reduce((top, value) => Math.max(top, Math.abs(value)), 0),
    );
  }
  const x = room.floatsOf([9, -1, 2, -3, 1, 1, 8]);
  expect(kernels.peak(x.address, 1, 6)).toBe(3);
  expect(kernels.peak(x.address, 3, 3)).toBe(0);
});

test("correlations equal their sums", () => {
  const size = 96;
  const [spectrum, work] = [room.floats(size), room.floats(size)];
  const [a, b] = [wild(50), wild(64, 0.7)];
  const x = padded(a, size);
  kernels.autocorrelate(fftSetup(size), x.address, spectrum.address, work.address, size);
  for (const lag of [0, 1, 5, 39]) expect(x.values[lag]! / size).toBeCloseTo(product(a, a, lag), 5);
  const here = padded(a.subarray(0, 40), size);
  const there = padded(b, size);
  kernels.crossCorrelate(fftSetup(size), here.address, there.address, spectrum.address, work.address, size);
  for (const lag of [0, 1, 24])
    expect(here.values[lag]! / size).toBeCloseTo(product(a.subarray(0, 40), b, lag), 5);
  const [length, count] = [40, 20];
  const result = room.doubles(count);
  const energy = product(a.subarray(0, length), a.subarray(0, length), 0);
  kernels.normaliseShifts(here.address, energy, there.address, length, count, size, result.address);
  for (const shift of [0, 7, 19]) {
    const window = b.subarray(shift, shift + length);
    const expected = product(a.subarray(0, 40), b, shift) / Math.sqrt(energy * product(window, window, 0));
    expect(result.values[shift]).toBeCloseTo(expected, 5);
  }
});

test("normalised correlations are mirrored about the centre", () => {
  for (const centre of [6, 7]) {
    const lags = room.floatsOf(wild(centre + 1).map((value) => value + 2));
    const inverse = room.floatsOf(wild(centre + 1, 3));
    const r = room.floats(2 * centre + 1);
    kernels.normaliseAutocorrelation(lags.address, inverse.address, r.address, centre);
    expect(r.values[centre]).toBe(1);
    for (let lag = 1; lag <= centre; lag++) {
      const expected = (lags.values[lag]! / lags.values[0]!) * inverse.values[lag]!;
      expect(r.values[centre + lag]).toBeCloseTo(expected, 6);
      expect(r.values[centre - lag]).toBe(r.values[centre + lag]);
    }
  }
  const [centre, longest] = [9, 6];
  const x = wild(centre + longest);
  const lags = Float32Array.from({ length: longest + 1 }, (_, lag) => product(x.subarray(0, centre), x, lag));
  const r = room.floats(2 * centre + 1);
  r.values.fill(0.5);
  const shared = [lags, x].map((values) => room.floatsOf(values).address) as [number, number];
  const energies = room.floats(longest + 1).address;
  kernels.normaliseCrossCorrelation(...shared, r.address, centre, longest, 1, energies);
  for (let lag = 1; lag <= longest; lag++) {
    const there = x.subarray(lag, lag + centre);
    const here = x.subarray(0, centre);
    const expected = lags[lag]! / Math.sqrt(product(here, here, 0) * product(there, there, 0));
    expect(r.values[centre + lag]).toBeCloseTo(expected, 5);
    expect(r.values[centre - lag]).toBe(r.values[centre + lag]);
  }
  expect(r.values[centre + longest + 1]).toBe(0.5);
});

test("levels are the logarithm of the running mean, the ends average what there is", () => {
  const [count, half] = [33, 3];
  const values = wild(count).map((value) => 1e-5 + value * value);
  const x = room.floatsOf(values);
  const levels = room.floats(count);
  kernels.smoothedLevels(x.address, count, half, levels.address);
  for (let q = 0; q < count; q++) {
    const [from, to] = [Math.max(0, q - half), Math.min(count - 1, q + half)];
    const inside = values.subarray(from, to + 1).reduce((sum, value) => sum + value, 0);
    const mean = (inside - (values[from]! + values[to]!) / 2) / (to - from);
    expect(levels.values[q]).toBeCloseTo(10 * Math.log10(mean + 1e-30), 4);
  }
});

test("the power cepstrum of a frame, and that of levels", () => {
  const size = 64;
  const half = size / 2;
  const values = wild(size);
  const log = Float32Array.from({ length: half + 1 }, (_, k) => {
    const part = (f: (angle: number) => number) =>
      values.reduce((sum, value, n) => sum + value * f((2 * Math.PI * k * n) / size), 0);
    return Math.log(part(Math.cos) ** 2 + part(Math.sin) ** 2 + 0.01);
  });
  const [spectrum, work, x] = [room.floats(size), room.floats(size), room.floatsOf(values)];
  const setup = fftSetup(size);
  const [ofFrame, ofLevels] = [room.floats(half + 1), room.floats(half + 1)];
  kernels.powerCepstrum(setup, x.address, spectrum.address, work.address, size, 0.01, ofFrame.address);
  kernels.cepstrumOfLevels(
    setup,
    room.floatsOf(log).address,
    spectrum.address,
    x.address,
    work.address,
    size,
    ofLevels.address,
  );
  for (let q = 0; q <= half; q++) {
    const terms = Array.from(
      { length: size },
      (_, k) => log[Math.min(k, size - k)]! * Math.cos((2 * Math.PI * k * q) / size),
    );
    const expected = (terms.reduce((a, b) => a + b) / size) ** 2;
    expect(ofFrame.values[q]).toBeCloseTo(expected, 4);
    expect(ofLevels.values[q]).toBeCloseTo(expected, 4);
  }
});

test("a frame from anywhere loses its mean, takes a window, and zeros follow", () => {
  const [count, size] = [7, 16];
  const [values, window] = [wild(count + 1), wild(count, 2)];
  const out = room.floats(size);
  const from = room.floatsOf(values).address + 4;
  kernels.centredFrame(from, room.floatsOf(window).address, count, size, out.address);
  const frame = values.subarray(1);
  const mean = frame.reduce((sum, value) => sum + value, 0) / count;
  const expected = Array.from({ length: size }, (_, i) => (i < count ? (frame[i]! - mean) * window[i]! : 0));
  expected.forEach((value, i) => {
    expect(out.values[i]).toBeCloseTo(value, 5);
  });
});

test("sums of products of 64 bits: over hops, and of two stretches", () => {
  const values = Float64Array.from(wild(100));
  const x = room.doublesOf(values);
  const out = room.doubles(5);
  kernels.hopProducts(x.address, 7, 12, 5, out.address);
  for (let hop = 0; hop < 5; hop++) {
    let sum = 0;
    for (let i = 12 * hop; i < 12 * hop + 12; i++) sum += values[i]! * values[i + 7]!;
    expect(out.values[hop]).toBeCloseTo(sum, 12);
  }
  expect(kernels.dot(x.address, x.address + 8 * 3, 31)).toBeCloseTo(
    values.subarray(0, 31).reduce((sum, value, i) => sum + value * values[i + 3]!, 0),
    12,
  );
});

test("powers at frequencies between the bins", () => {
  const values = Float64Array.from(wild(50));
  const cycles = [1, 2.5, 7, 12.25];
  const omegas = cycles.map((count) => (2 * Math.PI * count) / values.length);
  const twice = room.doublesOf(omegas.map((omega) => 2 * Math.cos(omega)));
  const power = room.doubles(4);
  kernels.goertzel(room.doublesOf(values).address, values.length, twice.address, 4, power.address);
  omegas.forEach((omega, k) => {
    const part = (f: (angle: number) => number) =>
      values.reduce((sum, value, n) => sum + value * f(omega * n), 0);
    expect(power.values[k]).toBeCloseTo(part(Math.cos) ** 2 + part(Math.sin) ** 2, 9);
  });
});

test("a path takes the best place within its reach, and remembers the move", () => {
  for (const count of [4, 5]) {
    const reach = 1;
    const totals = room.doublesOf([-9, 1, 5, 2, 0, 7, -9].slice(0, count + 2 * reach));
    const correlation = room.floatsOf([1, 2, 3, 4, 5].slice(0, count));
    const gains = room.doublesOf([1, 1, 2, 1, 0.5].slice(0, count));
    const next = room.doubles(count + 2 * reach);
    const moves = room.integers(2);
    const { address } = correlation;
    const addresses = [gains, next, moves].map((shared) => shared.address) as [number, number, number];
    kernels.extendPaths(totals.address, address, ...addresses, count, reach);
    const { buffer, byteOffset } = moves.values;
    expect([...next.values.subarray(1, 5)]).toEqual([6, 7, 11, 11]);
    expect([...new Int8Array(buffer, byteOffset, 4)]).toEqual([1, 0, -1, 1]);
    if (count === 5) expect(next.values[5]).toBe(9.5);
  }
});

test("a sinusoid in a band has its frequency and amplitude, on either side of the band's middle", () => {
  const [bands, advance] = [3, 5];
  const centres = [100, 200, 300, 400];
  const phases = [0.3, -2.9, 3.1, 0];
  const packed = (turn: number) =>
    room.floatsOf([
      0,
      0,
      ...phases.flatMap((phase, k) => [
        (k + 2) * Math.cos(turn * phase + 1),
        (k + 2) * Math.sin(turn * phase + 1),
      ]),
    ]).address;
  const [cosines, sines] = [room.floatsOf([1, 1, 1, 1]), room.floatsOf([0, 0, 0, 0])];
  const [amplitudes, frequencies] = [room.floats(4), room.floats(4)];
  const middles = room.floatsOf(centres).address;
  kernels.readBands(
    packed(1),
    packed(0),
    cosines.address,
    sines.address,
    middles,
    advance,
    bands,
    amplitudes.address,
    frequencies.address,
  );
  for (let k = 0; k < bands; k++) {
    expect(amplitudes.values[k]).toBeCloseTo(k + 2, 5);
    expect(frequencies.values[k]).toBeCloseTo(centres[k]! + advance * phases[k]!, 3);
  }
});

test("logarithms of 64-bit numbers keep what lies far below 1, and zero lies at the floor", () => {
  const x = room.doublesOf([1, 1e-300, 2 ** -40, 0.999999999, 12345.678, 0, 3]);
  const levels = room.floats(x.length);
  kernels.logDoubles(x.address, x.length, 1e-300, levels.address);
  for (const [i, value] of x.values.entries()) {
    const exact = Math.log(value + 1e-300);
    expect(Math.abs(levels.values[i]! - exact)).toBeLessThan(3e-6 + 1e-7 * Math.abs(exact));
  }
});

test("rows are summed by their weights", () => {
  const rows = [wild(10), wild(10, 2), wild(10, 3)];
  const addresses = room.integersOf(rows.map((row) => padded(row, 12).address));
  const weights = room.floatsOf([0.25, 0.5, 2]);
  const out = room.floats(12);
  kernels.weightedRows(addresses.address, weights.address, 3, out.address, 10);
  for (let i = 0; i < 10; i++)
    expect(out.values[i]).toBeCloseTo(0.25 * rows[0]![i]! + 0.5 * rows[1]![i]! + 2 * rows[2]![i]!, 6);
});

test("the highest rise above a line is that of a parabola, and nothing below the line", () => {
  const bump = (i: number) => 1 + 0.5 * i + Math.max(0, 4 - (i - 7.25) ** 2);
  const x = room.floatsOf(Float32Array.from({ length: 20 }, (_, i) => bump(i)));
  expect(kernels.highestRise(x.address, 2, 15, 0.5, 1)).toBeCloseTo(4, 5);
  expect(kernels.highestRise(x.address, 2, 15, 0.5, 9)).toBe(0);
  expect(kernels.highestRise(x.address, 9, 15, 0.5, 1)).toBeCloseTo(4 - 1.75 ** 2, 5);
});

test("numbers of 64 bits lose their mean and take a window", () => {
  for (const n of [1, 4, 7]) {
    const [x, window, out] = [room.doublesOf(wild(n)), room.doublesOf(wild(n, 2)), room.doubles(n)];
    kernels.centredDoubles(x.address, window.address, n, out.address);
    const mean = x.values.reduce((sum, value) => sum + value, 0) / n;
    for (let i = 0; i < n; i++)
      expect(out.values[i]).toBeCloseTo((x.values[i]! - mean) * window.values[i]!, 14);
  }
});
