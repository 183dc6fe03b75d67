import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { decode as decodePng } from "fast-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeWav } from "../../core/audio/wav.ts";
import { synthesise } from "../../core/synth/synthesise.ts";
import { runCli, temporaryFolder } from "./run-cli.fixture.ts";

const folder = temporaryFolder();
const table = join(folder, "labels.csv");
const count = 8;
/** A model of synthesised voices, which has steps of a scale: what it says of them is no surprise. */
const model = "severity-simulated";
const evaluation = ["evaluate", "--model", model];
let labels: string[];

beforeAll(async () => {
  const { models } = JSON.parse((await runCli("models", "list", "--json")).stdout);
  labels = models.find(({ id }: { id: string }) => id === model).labels;
  const rows = Array.from({ length: count }, (_, k) => {
    const severity = k % 2 ? 0 : 4;
    const { signal } = synthesise({
      task: "vowel-a",
      sex: "male",
      severity,
      seed: k,
      sampleRateHz: 16_000,
      durationSeconds: 3,
    });
    writeFileSync(join(folder, `${k}.wav`), encodeWav(signal));
    return `${k}.wav,vowel-a,${labels[severity]},S-${k}`;
  });
  writeFileSync(table, ["file,task,label,speaker", ...rows, `gone.wav,vowel-a,${labels[0]},S-1`].join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("scores with intervals, calibration and the confusion matrix are written; a missing file is told, exit 1", async () => {
  const out = join(folder, "out");
  const { exitCode, stdout } = await runCli(...evaluation, "--labels", table, "--out", out);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/quadratic kappa +[\d−]\S* \(/);
  expect(stdout).toContain(`${count} of ${count + 1} recordings answered`);
  expect(stdout).toContain("gone.wav: does not exist");
  expect(stdout).toContain("Research use only, not for diagnosis");
  expect(readdirSync(out).sort()).toEqual([
    "answers.csv",
    "confusion.csv",
    "confusion.png",
    "evaluation.json",
  ]);
  const whole = JSON.parse(readFileSync(join(out, "evaluation.json"), "utf8"));
  expect(whole).toMatchObject({
    model: { id: model, modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    recordings: {
      listed: count + 1,
      answered: count,
      unanswered: [{ file: "gone.wav", code: "file-not-found" }],
    },
    doubts: expect.arrayContaining(["class-missing"]),
  });
  const answers: Record<string, string>[] = parse(readFileSync(join(out, "answers.csv"), "utf8"), {
    columns: true,
  });
  const right = answers.filter((row) => row.true === row.answered).length;
  expect(whole.byRecording.scores.accuracy.value).toBe(right / count);
  const confusion: string[][] = parse(readFileSync(join(out, "confusion.csv"), "utf8"));
  expect(confusion.map((row) => row.length)).toEqual(new Array(labels.length + 1).fill(labels.length + 1));
  const diagonal = labels.map((_, k) => Number(confusion[k + 1]![k + 1]));
  expect(diagonal.reduce((sum, hits) => sum + hits, 0)).toBe(right);
  expect(decodePng(readFileSync(join(out, "confusion.png"))).width).toBeGreaterThan(200);
});

test.each([
  ["file,label\n0.wav,of-no-class\n", "evaluation-refused", "of-no-class"],
  ["file,speaker\n0.wav,S\n", "evaluation-refused", "Row 1"],
  ["path,label\n0.wav,0\n", "table-invalid", "file"],
])("a table that cannot be used is told: %j", async (text, code, named) => {
  const path = join(folder, "wrong.csv");
  writeFileSync(path, text);
  const { exitCode, stderr } = await runCli(...evaluation, "--labels", path);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`[${code}]`)]);
  expect(stderr).toContain(named);
});
