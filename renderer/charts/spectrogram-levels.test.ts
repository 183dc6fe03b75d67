import { expect, test } from "vitest";
import { levelAt, spectrogramCsv } from "./spectrogram-levels.ts";

const spectrogram = {
  frames: 2,
  bands: 3,
  startSeconds: 0.5,
  hopSeconds: 0.1,
  frequenciesHz: [100, 200, 400],
  minimumDb: -102,
  maximumDb: 0,
  levels: Uint8Array.of(0, 255, 5, 10, 20, 30),
};

test("the read-out takes the nearest frame and band, and nothing outside", () => {
  expect(levelAt(spectrogram, 0.51, 190)).toBeCloseTo(0, 4);
  expect(levelAt(spectrogram, 0.59, 310)).toBeCloseTo(-90, 4);
  expect(levelAt(spectrogram, 0.59, 290)).toBeCloseTo(-94, 4);
  expect(levelAt(spectrogram, 0.6, 9000)).toBeCloseTo(-90, 4);
  expect(levelAt(spectrogram, 0.2, 200)).toBeNull();
  expect(levelAt(spectrogram, 0.7, 200)).toBeNull();
});

test("CSV has a line per frame", () => {
  const lines = spectrogramCsv(spectrogram).trim().split("\r\n");
  expect(lines[0]).toBe("time_s,100.0_Hz_dB,200.0_Hz_dB,400.0_Hz_dB");
  expect(lines[2]).toBe("0.60000,-98.00,-94.00,-90.00");
});
