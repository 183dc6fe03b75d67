import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomOf } from "../../dsp/random.ts";
import { speakerOf } from "../../synth/severity.ts";
import { repetition } from "../../synth/syllable-plan.ts";
import { syllableTrain } from "../../synth/syllable-train.ts";
import { synthesise } from "../../synth/synthesise.ts";
import { ddkMeasures, ddkSyllables, ddkTiming } from "./ddk.ts";

type Consonant = "p" | "t" | "k";
type Train = {
  consonants: Consonant[];
  rateHz: number;
  intervalCv: number;
  closureLeak: number;
  sampleRateHz: number;
  snrDb: number | null;
};

function train({ consonants, rateHz, intervalCv, closureLeak, sampleRateHz, snrDb }: Train) {
  const random = randomOf("ddk", consonants.join(""), rateHz, intervalCv, closureLeak, sampleRateHz);
  const { voice } = speakerOf({ sex: rateHz === 5 ? "female" : "male", severity: 0.3, seed: 3, visit: 0 });
  const durationSeconds = 5;
  const plan = repetition(
    { consonants, rateHz, intervalCv, slowingPerSecond: 0, durationSeconds, marginSeconds: 0.3 },
    random,
  );
  const { syllables, pauses } = plan;
  return syllableTrain(
    { voice, syllables, pauses, closureLeak, durationSeconds, sampleRateHz, snrDb },
    random,
  );
}

const consonantSets: Consonant[][] = [["p"], ["t"], ["k"], ["p", "t", "k"]];

describe.each([
  { snrDb: null, tolerance: 0.05 },
  { snrDb: 20, tolerance: 0.1 },
])("synthetic trains, noise $snrDb dB", ({ snrDb, tolerance }) => {
  const rates = [2, 5, 8];
  const cases = [8000, 44_100].flatMap((sampleRateHz) =>
    consonantSets.flatMap((consonants) => rates.map((rateHz) => ({ sampleRateHz, consonants, rateHz }))),
  );
  test.each(cases)(
    "/$consonants/ at $rateHz per second, $sampleRateHz Hz, regular and irregular",
    (settings) => {
      for (const [intervalCv, closureLeak] of [
        [0, 0],
        [0.2, 0.3],
      ] as const) {
        const { signal, truth } = train({ ...settings, intervalCv, closureLeak, snrDb });
        const onsets = ddkSyllables(signal).map(({ onsetSeconds }) => onsetSeconds);
        expect(onsets).toHaveLength(truth.syllables.length);
        for (const [i, { onsetSeconds }] of truth.syllables.entries())
          expect(Math.abs(onsets[i]! - onsetSeconds)).toBeLessThanOrEqual(0.015);
        const measures = ddkMeasures(signal);
        expect(Math.abs(measures["ddk-rate"]!.value! - truth.rateHz)).toBeLessThanOrEqual(tolerance);
        expect(Math.abs(measures["ddk-cv"]!.value! - truth.intervalCvPercent)).toBeLessThan(3);
        expect(Math.abs(measures["ddk-regularity"]!.value! - truth.regularityMs)).toBeLessThan(12);
      }
    },
  );
});

test.each(Array.from({ length: 24 }, (_, seed) => ({ seed })))(
  "synthetic train drawn at random, $seed: rate, rhythm, voice, level, sampling rate and noise",
  ({ seed }) => {
    const random = randomOf("random train", seed);
    const one = <T>(values: T[]): T => values[Math.floor(values.length * random.uniform())]!;
    const sex = one(["male", "female"] as const);
    const { voice } = speakerOf({ sex, severity: 4 * random.uniform(), seed, visit: 0 });
    const plan = repetition(
      {
        consonants: one(consonantSets),
        rateHz: 2 + 7 * random.uniform(),
        intervalCv: one([0, 0.1, 0.2]),
        slowingPerSecond: one([0, 0.03]),
        durationSeconds: 5,
        marginSeconds: one([0.1, 0.3, 0.6]),
      },
      random,
    );
    const snrDb = one([null, 20]);
    const room = { closureLeak: one([0, 0.05, 0.1, 0.2]), sampleRateHz: one([8000, 16_000, 44_100, 48_000]) };
    const { signal, truth } = syllableTrain({ voice, ...plan, ...room, snrDb }, random);
    const level = 10 ** -random.uniform();
    const quiet = { ...signal, samples: signal.samples.map((sample) => level * sample) };
    const onsets = ddkSyllables(quiet).map(({ onsetSeconds }) => onsetSeconds);
    expect(onsets).toHaveLength(truth.syllables.length);
    for (const [i, { onsetSeconds }] of truth.syllables.entries())
      expect(Math.abs(onsets[i]! - onsetSeconds)).toBeLessThanOrEqual(0.015);
    const rate = ddkMeasures(quiet)["ddk-rate"]!.value!;
    expect(Math.abs(rate - truth.rateHz)).toBeLessThanOrEqual(snrDb === null ? 0.05 : 0.1);
  },
);

test.each([
  { task: "ddk-pa", severity: 3.8, seed: 72, sampleRateHz: 16_000 },
  { task: "ddk-ta", severity: 3.5, seed: 223, sampleRateHz: 44_100 },
] as const)("a vowel that swells is one syllable: $task", (speaker) => {
  const { signal, truth } = synthesise({ ...speaker, sex: "female" });
  if (truth.kind !== "syllables") throw new Error("no syllables");
  expect(ddkSyllables(signal)).toHaveLength(truth.syllables.length);
});

test("definitions on onsets of known timing", () => {
  const onsets = [1, 1.2, 1.5, 1.7, 2.4];
  const measures = ddkTiming(
    onsets.map((onsetSeconds) => ({
      onsetSeconds,
      endSeconds: onsetSeconds + 0.15,
      levelDb: -3 * onsetSeconds,
    })),
  );
  expect(measures["ddk-rate"]!.value!).toBeCloseTo(4 / 1.4, 9);
  expect(measures["ddk-syllables"]!.value).toBe(5);
  // intervals 0.2, 0.3, 0.2, 0.7
  expect(measures["ddk-regularity"]!.value!).toBeCloseTo((1000 * (0.1 + 0.1 + 0.5)) / 3, 6);
  expect(measures["ddk-cv"]!.value!).toBeCloseTo((100 * Math.sqrt(0.17 / 3)) / 0.35, 6);
  expect(measures["ddk-pauses"]!.value).toBe(1);
  expect(measures["ddk-intensity-slope"]!.value!).toBeCloseTo(-3, 9);
  expect(measures["ddk-syllable-duration"]!.value!).toBeCloseTo(150, 6);
});

test("onsets corrected by hand replace the found ones", () => {
  const { signal, truth } = train({
    consonants: ["p"],
    rateHz: 5,
    intervalCv: 0,
    closureLeak: 0,
    sampleRateHz: 16_000,
    snrDb: null,
  });
  const everySecond = truth.syllables.filter((_, i) => i % 2 === 0).map(({ onsetSeconds }) => onsetSeconds);
  const measures = ddkMeasures(signal, { onsetsSeconds: everySecond });
  expect(measures["ddk-rate"]!.value!).toBeCloseTo(2.5, 2);
});

test("too few syllables, silence", () => {
  const syllable = { onsetSeconds: 1, endSeconds: 1.1, levelDb: 0 };
  const measures = ddkTiming([syllable, { ...syllable, onsetSeconds: 2, endSeconds: 2.1 }]);
  expect(measures["ddk-rate"]!.missing).toBe("too-few-syllables");
  expect(measures["ddk-syllables"]!.value).toBe(2);
  const silence = { samples: new Float32Array(16_000), sampleRateHz: 16_000 };
  expect(ddkMeasures(silence)["ddk-rate"]!.missing).toBe("silent");
});

const real = new URL("../../../../../shared/data/ddk/ddk_example.wav", import.meta.url);
test.skipIf(!existsSync(real))(
  "real recording: 15 /pa/, 15 /ta/, 15 /ka/ and ten /pa ta ka/ (skipped without the data)",
  () => {
    const pcm = readFileSync(real);
    const samples = Float32Array.from(
      { length: (pcm.length - 44) >> 1 },
      (_, i) => pcm.readInt16LE(44 + 2 * i) / 32_768,
    );
    const onsets = ddkSyllables({ samples, sampleRateHz: 44_100 }).map(({ onsetSeconds }) => onsetSeconds);
    const between = (from: number, to: number) => onsets.filter((t) => t >= from && t <= to).length;
    // windows of ddk_example.textgrid
    expect([
      between(3.218, 6.583),
      between(7.752, 10.875),
      between(12.587, 15.824),
      between(17.16, 21.851),
    ]).toEqual([15, 15, 15, 30]);
    expect(onsets).toHaveLength(75);
  },
);
