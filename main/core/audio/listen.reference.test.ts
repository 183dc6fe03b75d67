import { expect, test } from "vitest";
import { pitch, standardPitch } from "../measures/pitch/pitch.ts";
import { findFfmpeg } from "./ffmpeg.ts";
import { forListening, listeningFilters, noiseLevelDb } from "./listen.ts";
import { noiseSource, vowel } from "./test-recordings.ts";

const ffmpeg = await findFfmpeg();
const heard = (sound: ReturnType<typeof vowel>, tempo: number, noiseDb: number | null = null) =>
  forListening(sound, { tempo, noiseDb }, async () => ffmpeg, { fileName: "test.wav" });

function meanHz(sound: ReturnType<typeof vowel>): number {
  const voiced = pitch(sound, standardPitch(75, 500))!.frequencies.filter((hz) => hz > 0);
  return voiced.reduce((sum, hz) => sum + hz, 0) / voiced.length;
}

const levelDb = (samples: Float32Array) =>
  10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

test("as recorded it is the sound itself", async () => {
  const sound = vowel(1, 16_000);
  expect(await heard(sound, 1)).toBe(sound);
});

test.each([0.75, 0.5, 0.25])("at a tempo of %d it lasts longer and keeps its pitch", async (tempo) => {
  const sound = vowel(3, 44_100);
  const slow = await heard(sound, tempo);
  expect(slow.sampleRateHz).toBe(44_100);
  expect(slow.samples.length / 44_100).toBeCloseTo(3 / tempo, 0);
  expect(meanHz(slow)).toBeCloseTo(meanHz(sound), 0);
});

test("steady noise is taken away, the voice stays", async () => {
  const noise = noiseSource(3);
  const voice = vowel(4, 16_000, 0.4);
  const samples = voice.samples.map((x, k) => (k < 24_000 ? 0 : x) + 0.02 * noise());
  const quiet = await heard({ samples, sampleRateHz: 16_000 }, 1, -39);
  const gap = [8000, 22_000] as const;
  const voiced = [30_000, 60_000] as const;
  expect(levelDb(quiet.samples.subarray(...gap))).toBeLessThan(levelDb(samples.subarray(...gap)) - 6);
  expect(
    Math.abs(levelDb(quiet.samples.subarray(...voiced)) - levelDb(samples.subarray(...voiced))),
  ).toBeLessThan(1.5);
});

test("slower than half is halved twice, because ffmpeg's atempo goes no further", () => {
  expect(listeningFilters({ tempo: 0.25, noiseDb: null })).toEqual(["atempo=0.5", "atempo=0.5"]);
});

test("the noise to take away is that of the recording, within what the filter takes", () => {
  const filterAt = (noiseDb: number) => listeningFilters({ tempo: 1, noiseDb });
  expect(noiseLevelDb({ rmsDbfs: -20, snrDb: 25 })).toBe(-45);
  expect(noiseLevelDb({ rmsDbfs: -20, snrDb: null })).toBe(-50);
  expect(filterAt(-45)).toEqual(["afftdn=nr=18:nf=-45.0"]);
  expect(filterAt(-95)).toEqual(["afftdn=nr=18:nf=-80.0"]);
});
