import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode as decodePng } from "fast-png";
import { beforeAll, expect, test } from "vitest";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { Ensemble, VisitResult } from "../../../shared/domain/visit-result.ts";
import { findFfmpeg } from "../../core/audio/ffmpeg.ts";
import { encodeWav } from "../../core/audio/wav.ts";
import { synthesise } from "../../core/synth/synthesise.ts";
import { runCli, startCli, temporaryFolder, writeVoice } from "./run-cli.fixture.ts";

type Visit = { results: VisitResult[]; ensembles: Ensemble[] };
type Result = Analysis & { file: string; sha256: string; error?: { code: string; message: string } };

const folder = temporaryFolder();
let voice: string;
let ffmpeg: string;

beforeAll(async () => {
  voice = writeVoice(folder, "vowel-a");
  ffmpeg = (await findFfmpeg()).path;
});

async function analyse(...args: string[]): Promise<{ exitCode: number | null; results: Result[] }> {
  const { exitCode, stdout } = await runCli("analyse", "--json", ...args);
  return { exitCode, results: JSON.parse(stdout) as Result[] };
}

test("--json holds audio, quality, measures and predictions, and nothing else is printed", async () => {
  const { exitCode, results } = await analyse(voice);
  expect(exitCode).toBe(0);
  const [result] = results;
  expect(result).toMatchObject({
    file: voice,
    task: "vowel-a",
    audio: { sampleRateHz: 44_100, channels: 1, codec: "pcm_s16le" },
  });
  expect(result!.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(result!.measures["f0-mean"]).toMatchObject({ unit: "Hz" });
  const prediction = result!.predictions.find(({ model }) => model === "als-cnn")!;
  expect(prediction.labels).toEqual(["control", "ALS"]);
  expect(prediction.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
  expect(prediction.explanation).toMatchObject({ method: "grad-cam", target: prediction.top.label });
  expect(prediction.explanation.rows * prediction.explanation.columns).toBeGreaterThan(1);
});

test("a measure carries the one norm of its task: the same verdict with and without an age, with source and speakers", async () => {
  const [known, old, unknown] = await Promise.all(
    [["--age", "60"], ["--age", "85"], []].map(
      async (age) => (await analyse(voice, ...age)).results[0]!.measures,
    ),
  );
  expect(known!["jitter-local"]).toMatchObject({
    norm: {
      side: "higher",
      verdict: "within",
      limit: expect.closeTo(1.179, 3),
      borderline: [expect.any(Number), expect.any(Number)],
      source: expect.stringContaining("doi"),
      population: expect.stringContaining("healthy"),
      speakers: 33,
    },
  });
  for (const measures of [old, unknown]) expect(measures!["jitter-local"]).toEqual(known!["jitter-local"]);
  expect(known!["h1-h2"]).toMatchObject({ norm: null });
});

test("the same recording in another format gives the same class, and nearly the same probabilities", async () => {
  const formats: [string, string[], number][] = [
    ["flac", [], 1e-3],
    ["mp3", ["-b:a", "128k"], 0.02],
    ["m4a", ["-b:a", "128k"], 0.02],
    ["ogg", ["-b:a", "128k"], 0.02],
  ];
  // with the noise of a room: below a voice without any, AAC makes its own
  const wav = join(folder, "in-a-room.wav");
  const asked = {
    task: "vowel-a",
    sex: "male",
    severity: 1,
    seed: 1,
    sampleRateHz: 44_100,
    snrDb: 25,
  } as const;
  writeFileSync(wav, encodeWav(synthesise(asked).signal));
  const files = formats.map(([extension, options]) => {
    const path = join(folder, `in-a-room.${extension}`);
    const args = ["-v", "error", "-y", "-i", wav, ...options, path];
    expect(spawnSync(ffmpeg, args).status).toBe(0);
    return path;
  });
  const { results } = await analyse(wav, ...files, "--task", "vowel-a", "--model", "als-cnn");
  const [reference, ...others] = results.map(({ predictions }) => predictions[0]!);
  for (const [index, other] of others.entries()) {
    const tolerance = formats[index]![2];
    expect(other.top.label).toBe(reference!.top.label);
    for (const [k, p] of other.probabilities.entries()) {
      expect(Math.abs(p - reference!.probabilities[k]!)).toBeLessThanOrEqual(tolerance);
    }
  }
});

test("where there is no ffmpeg a WAV file gets the same answers, and what is no WAV says why it gets none", async () => {
  const { results } = await analyse(voice);
  const flac = join(folder, "vowel-a-2.flac");
  expect(spawnSync(ffmpeg, ["-v", "error", "-y", "-i", voice, flac]).status).toBe(0);
  const child = startCli(["analyse", "--json", voice, flac], {
    PATH: "",
    BULBAR_FFMPEG: join(folder, "none"),
  });
  let stdout = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  expect(exitCode).toBe(1);
  const [wav, other] = JSON.parse(stdout) as [Result, Result];
  expect(wav).toEqual(results[0]);
  expect(other.error).toMatchObject({ code: "ffmpeg-missing" });
});

test("--visit adds what the models say of the recordings together", async () => {
  const other = writeVoice(folder, "vowel-i");
  const asked = ["--model", "als-screen-voice", "--model", "als-screen-mfcc"];
  const { stdout } = await runCli("analyse", "--json", "--visit", ...asked, voice, other);
  const { recordings, visit } = JSON.parse(stdout) as { recordings: Result[]; visit: Visit };
  expect(recordings.map(({ file }) => file)).toEqual([voice, other]);
  expect(visit.results.map(({ model }) => model)).toEqual(["als-screen-voice", "als-screen-mfcc"]);
  const [together, mean] = visit.results;
  expect(together!.together!.probabilities).not.toEqual(together!.probabilities);
  const each = recordings.map(({ predictions }) => predictions[1]!.probabilities[1]!);
  expect(mean!.probabilities[1]).toBeCloseTo((each[0]! + each[1]!) / 2, 6);
  expect(visit.ensembles[0]).toMatchObject({ models: ["als-screen-voice", "als-screen-mfcc"] });
  const text = (await runCli("analyse", "--visit", ...asked, voice, other)).stdout;
  expect(text).toMatch(/as one visit\nals-screen-voice .*all tasks together.*\n.*honest error/);
  expect(text).toContain("Research use only, not for diagnosis");
});

test("--no-models measures only", async () => {
  const { results } = await analyse("--no-models", voice);
  expect(results[0]).toMatchObject({ predictions: [], refusals: [], settings: { models: "none" } });
  expect(results[0]!.measures["f0-mean"]!.value).toBeGreaterThan(50);
  const both = await runCli("analyse", "--no-models", "--model", "als-cnn", voice);
  expect(both.exitCode).not.toBe(0);
  expect(both.stderr).toContain("cannot be used with");
});

test("--explain writes a picture per decision", async () => {
  const pictures = join(folder, "pictures");
  const { results } = await analyse(voice, "--explain", pictures, "--model", "als-cnn");
  const name = `1_vowel-a-${results[0]!.sha256.slice(0, 8)}.als-cnn.${results[0]!.predictions[0]!.top.label}.png`;
  expect(readdirSync(pictures)).toEqual([name]);
  const png = decodePng(
    await import("node:fs").then(({ readFileSync }) => readFileSync(join(pictures, name))),
  );
  expect(png.width).toBeGreaterThan(200);
});

test("a bad file does not stop the others: exit 1, a code for each", async () => {
  const text = join(folder, "text.wav");
  const empty = join(folder, "empty.mp3");
  writeFileSync(text, "This is not sound.");
  writeFileSync(empty, "");
  const { exitCode, results } = await analyse(text, voice, empty, join(folder, "absent.wav"));
  expect(exitCode).toBe(1);
  expect(results.map(({ error }) => error?.code)).toEqual([
    "file-not-audio",
    undefined,
    "file-empty",
    "file-not-found",
  ]);
  expect(results[0]!.error!.message).toContain("text.wav");
});

test("a folder means the recordings in it", async () => {
  const visit = join(folder, "visit");
  mkdirSync(visit);
  writeVoice(visit, "vowel-i", 2);
  writeVoice(visit, "ddk-pa", 3);
  writeFileSync(join(visit, "notes.txt"), "not a recording");
  const { exitCode, results } = await analyse(visit);
  expect(exitCode).toBe(0);
  expect(results.map(({ task }) => task)).toEqual(["vowel-i", "ddk-pa"]);
});

test.each([
  [["analyse"], "missing required argument"],
  [["analyse", "x.wav", "--jsno"], "Did you mean --json?"],
  [["analise", "x.wav"], "Did you mean analyse?"],
  [["analyse", "x.wav", "--task", "vowel-x"], "Allowed choices are"],
  [["analyse", "x.wav", "--pitch-floor", "low"], "hertz"],
])("%j is refused with exit 2 and a hint", async (args, hint) => {
  const { exitCode, stderr, stdout } = await runCli(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(hint);
  expect(stdout).toBe("");
});

test("an unknown model is an error of each file, and names the models at hand", async () => {
  const { exitCode, results } = await analyse(voice, "--model", "no-such-model");
  expect(exitCode).toBe(1);
  expect(results[0]!.error).toMatchObject({ code: "model-not-found" });
  expect(results[0]!.error!.message).toContain("als-cnn");
});

const minsk = join(import.meta.dirname, "../../../../shared/data/minsk2020");
if (!existsSync(minsk)) console.log("skipped: the Minsk2020 recordings are not there");
test.skipIf(!existsSync(minsk))("every Minsk recording is analysed", { timeout: 900_000 }, async () => {
  const { exitCode, results } = await analyse(minsk);
  expect(exitCode).toBe(0);
  expect(results).toHaveLength(128);
  expect(results.every(({ predictions }) => predictions.length > 0)).toBe(true);
});
