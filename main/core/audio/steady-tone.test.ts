import { expect, test } from "vitest";
import { Quality } from "../../../shared/domain/quality.ts";
import { assessQuality } from "./quality.ts";

const sampleRates = [8000, 16_000, 44_100, 48_000];
const tonesHz = [50, 60, 100, 200, 440, 500, 1000, 2000, 3000, 4000];

/** A tone of 2 s, rounded to 16 bit. */
function tone(hz: number, sampleRateHz: number, amplitude = 0.1): Float32Array {
  return Float32Array.from(
    { length: 2 * sampleRateHz },
    (_, n) => Math.round(amplitude * 32768 * Math.sin((2 * Math.PI * hz * n) / sampleRateHz)) / 32768,
  );
}

test.each(sampleRates.flatMap((rate) => tonesHz.filter((hz) => hz < rate / 2).map((hz) => ({ hz, rate }))))(
  "a steady tone of $hz Hz at $rate Hz has no pauses: its SNR is not known, and it is sound throughout",
  ({ hz, rate }) => {
    const audio = {
      durationSeconds: 2,
      sampleRateHz: rate,
      channels: 1,
      channelUsed: 1,
      codec: "pcm_s16le",
      lossy: false,
    } as const;
    const signal = { samples: tone(hz, rate), sampleRateHz: rate };
    const quality = assessQuality(signal, audio, "vowel-a", false);
    expect(Quality.safeParse(quality).success).toBe(true);
    expect(quality.snrDb).toBeNull();
    expect(quality.usableSeconds).toBeCloseTo(2, 1);
    expect(quality.bandwidthHz).toBeGreaterThan(0);
  },
);

test("hum with its harmonics is a result too", () => {
  const rate = 44_100;
  const harmonics = [50, 100, 150, 250].map((hz) => tone(hz, rate, 0.02));
  const hum = harmonics[0]!.map((_, n) => harmonics.reduce((sum, harmonic) => sum + harmonic[n]!, 0));
  const audio = {
    durationSeconds: 2,
    sampleRateHz: rate,
    channels: 1,
    channelUsed: 1,
    codec: "x",
    lossy: false,
  } as const;
  const quality = assessQuality({ samples: hum, sampleRateHz: rate }, audio, "free", false);
  expect(Quality.safeParse(quality).success).toBe(true);
  expect(quality.snrDb).toBeNull();
});
