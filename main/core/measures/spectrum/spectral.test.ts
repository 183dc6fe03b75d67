import { expect, test } from "vitest";
import { pitch, standardPitch } from "../pitch/pitch.ts";
import { noise, vowel } from "../test-signals.ts";
import { longTermSpectrum, ltasSlope, spectralMeasures, spectralTilt } from "./spectral.ts";

const breathy = vowel({
  seconds: 1.2,
  sampleRateHz: 44_100,
  f0Hz: (t) => 200 + 4 * Math.sin(2 * Math.PI * 5 * t),
  formantsHz: [300, 2300, 3000, 3700],
  noiseAmplitude: 0.05,
});

// Praat 6.3.07 on the same samples: To Ltas: 100; Get slope: 0, 1000, 1000, 10000, "energy"
test.each([
  ["vowel, 16 kHz", vowel({ seconds: 1.2 }), -10.249],
  ["vowel with vibrato, 44.1 kHz", breathy, -10.951],
  ["noise, 8 kHz", { samples: noise(12_000).map((x) => x * 0.3), sampleRateHz: 8000 }, -0.115],
])("slope of the long-term spectrum agrees with Praat: %s", (_, signal, praat) => {
  expect(Math.abs(ltasSlope(longTermSpectrum(signal)) - praat)).toBeLessThan(0.3);
});

/** Harmonics 1-6 of a known level. */
function harmonics(f0Hz: number, levelsDb: number[], sampleRateHz = 16_000) {
  const samples = Float32Array.from({ length: sampleRateHz }, (_, i) =>
    levelsDb.reduce(
      (sum, db, h) =>
        sum + 0.1 * 10 ** (db / 20) * Math.sin((2 * Math.PI * f0Hz * (h + 1) * i) / sampleRateHz + h),
      0,
    ),
  );
  return { samples, sampleRateHz };
}

test.each([6, 0, -4])("H1 - H2 of harmonics %d dB apart", (difference) => {
  const signal = harmonics(140, [0, -difference, -6, -9, -12, -15]);
  const measures = spectralMeasures(signal, pitch(signal, standardPitch(75, 500)));
  expect(Math.abs(measures["h1-h2"]!.value! - difference)).toBeLessThan(0.3);
});

test("tilt of a spectrum that falls by 6 dB per octave", () => {
  const ltas = Float64Array.from({ length: 80 }, (_, i) => ((i + 0.5) * 100) ** -2);
  expect(spectralTilt(ltas)).toBeCloseTo(-6.02, 1);
});

test("what can't be had says why", () => {
  const silence = spectralMeasures({ samples: new Float32Array(16_000), sampleRateHz: 16_000 }, null);
  expect(silence["ltas-slope"]!.missing).toBe("silent");
  const low = spectralMeasures({ samples: noise(6000), sampleRateHz: 6000 }, null);
  expect(low["spectral-tilt"]!.missing).toBe("sample-rate-too-low");
  expect(low["h1-h2"]!.missing).toBe("unvoiced");
  expect(spectralMeasures({ samples: noise(100), sampleRateHz: 16_000 }, null)["h1-h2"]!.missing).toBe(
    "too-short",
  );
});
