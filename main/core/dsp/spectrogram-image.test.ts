import { describe, expect, test } from "vitest";
import type { Sound } from "../../../shared/domain/sound.ts";
import { type SpectrogramLevels, spectrogramImage, waveformEnvelope } from "./spectrogram-image.ts";

const sampleRateHz = 44100;

function signalOf(seconds: number, at: (t: number, n: number) => number): Sound {
  const samples = new Float32Array(Math.round(seconds * sampleRateHz)).map((_, n) => at(n / sampleRateHz, n));
  return { samples, sampleRateHz };
}

const tone = (hz: number, amplitude: number) => (t: number) => amplitude * Math.sin(2 * Math.PI * hz * t);

function strongest(image: SpectrogramLevels, frame: number): { hz: number; db: number } {
  const row = image.levels.subarray(frame * image.bands, (frame + 1) * image.bands);
  const band = row.indexOf(Math.max(...row));
  const db = image.minimumDb + (row[band]! / 255) * (image.maximumDb - image.minimumDb);
  return { hz: image.frequenciesHz[band]!, db };
}

describe.each(["linear", "mel"] as const)("%s", (scale) => {
  const settings = { scale, windowSeconds: 0.03, maximumHz: 8000, maximumFrames: 400 };

  test("a tone stands at its frequency, and a step of it at its time", () => {
    const signal = signalOf(2, (t) => tone(t < 1.2 ? 500 : 3000, 0.1)(t));
    const image = spectrogramImage(signal, settings);
    expect(image.frames).toBe(Math.ceil((4 * 2) / 0.03));
    expect(Math.abs(strongest(image, 10).hz - 500)).toBeLessThan(20);
    expect(Math.abs(strongest(image, image.frames - 10).hz - 3000)).toBeLessThan(60);
    const step = Array.from({ length: image.frames }, (_, i) => strongest(image, i).hz > 1500).indexOf(true);
    expect(Math.abs(image.startSeconds + step * image.hopSeconds - 1.2)).toBeLessThan(0.01);
    expect(image.maximumDb - image.minimumDb).toBe(80);
  });

  test("silence is dark, and too short a signal is one column", () => {
    expect(
      Math.max(
        ...spectrogramImage(
          signalOf(1, () => 0),
          settings,
        ).levels,
      ),
    ).toBe(0);
    expect(
      spectrogramImage(
        signalOf(0, () => 0),
        settings,
      ).frames,
    ).toBe(1);
  });

  test("fewer columns than a quarter window asks for keep a click that falls between their centres", () => {
    const signal = signalOf(20, (t) => tone(1000, Math.abs(t - 10.06) < 0.03 ? 0.5 : 0)(t));
    const image = spectrogramImage(signal, { ...settings, maximumFrames: 64 });
    expect(image.frames).toBe(64);
    const frame = Math.floor(10.06 / image.hopSeconds);
    expect(Math.abs(strongest(image, frame).hz - 1000)).toBeLessThan(30);
    expect(strongest(image, frame).db).toBeGreaterThan(-25);
  });
});

test("a sine of amplitude 0.1 reads -20 dB of full scale", () => {
  const settings = { scale: "linear", windowSeconds: 0.05, maximumHz: 5000, maximumFrames: 100 } as const;
  const image = spectrogramImage(signalOf(1, tone(1000, 0.1)), settings);
  expect(strongest(image, 50).db).toBeCloseTo(-20, 0);
  expect(image.bands).toBeLessThanOrEqual(512);
});

test("ten seconds at 44.1 kHz take little processor time", () => {
  const signal = signalOf(10, (t, n) => tone(200 + 10 * t, 0.2)(t) + ((n * 7919) % 997) / 1e4);
  const milliseconds = [0.005, 0.025, 0.025, 0.05].map((windowSeconds) => {
    const start = process.threadCpuUsage();
    spectrogramImage(signal, { scale: "mel", windowSeconds, maximumHz: 8000, maximumFrames: 1200 });
    return process.threadCpuUsage(start).user / 1000;
  });
  expect(Math.min(...milliseconds)).toBeLessThan(150);
});

test("the envelope holds the extremes of each column and marks clipped runs, not single peaks", () => {
  const samples = new Float32Array(1000);
  samples[105] = -0.5;
  samples[199] = 0.25;
  samples[700] = 1;
  samples.fill(-1, 850, 853);
  const { minimum, maximum, clipped, durationSeconds } = waveformEnvelope(
    { samples, sampleRateHz: 1000 },
    10,
  );
  expect(durationSeconds).toBe(1);
  expect([minimum[1], maximum[1], maximum[0], maximum[7]]).toEqual([-0.5, 0.25, 0, 1]);
  expect(clipped).toEqual([8]);
  expect(waveformEnvelope({ samples: samples.subarray(0, 3), sampleRateHz: 1000 }, 10).minimum).toHaveLength(
    3,
  );
});
