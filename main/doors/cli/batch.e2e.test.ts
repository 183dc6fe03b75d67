import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeWav } from "../../core/audio/wav.ts";
import { synthesise } from "../../core/synth/synthesise.ts";
import { runCli, startCli, temporaryFolder } from "./run-cli.fixture.ts";

const root = temporaryFolder();
const recordings = join(root, "in");
const whole = join(root, "whole");
const batch = ["batch", recordings, "--task", "vowel-a", "--model", "als-cnn"];
const count = 60;

/** Short voices, half of them in a folder below, one that is none. */
beforeAll(async () => {
  mkdirSync(join(recordings, "below"), { recursive: true });
  const { signal } = synthesise({ task: "vowel-a", sex: "male", severity: 1, seed: 1, sampleRateHz: 16_000 });
  for (let k = 1; k < count; k++) {
    const samples = signal.samples.subarray(1000 + 200 * k, 21_000 + 200 * k);
    const path = join(recordings, k % 2 ? "below" : "", `${k}.wav`);
    writeFileSync(path, encodeWav({ samples, sampleRateHz: 16_000 }));
  }
  writeFileSync(join(recordings, "broken.wav"), "RIFF\u0010\0\0\0WAVEjunk");
  const { exitCode, stderr } = await runCli(...batch, "--out", whole);
  expect(exitCode, stderr).toBe(1);
});
afterAll(() => rmSync(root, { recursive: true }));

const contents = (folder: string) =>
  ["results.csv", "results.jsonl", "failures.csv"].map((name) => readFileSync(join(folder, name), "utf8"));
const table = (path: string): Record<string, string>[] =>
  parse(readFileSync(path, "utf8"), { columns: true });
const linesOf = (folder: string) =>
  existsSync(join(folder, "results.jsonl"))
    ? readFileSync(join(folder, "results.jsonl"), "utf8").split("\n").length - 1
    : 0;

test("a row a recording: quality, measures with full precision, the models' answers with what must stand beside", () => {
  const rows = table(join(whole, "results.csv"));
  expect(rows.map(({ file }) => file).toSorted()).toEqual(rows.map(({ file }) => file));
  expect(rows).toHaveLength(count);
  const row = rows[0]!;
  expect(row).toMatchObject({
    task: "vowel-a",
    error: "",
    "als-cnn/label": expect.stringMatching(/^(control|ALS)$/),
    notice: "Research use only, not for diagnosis.",
  });
  expect(Number(row["als-cnn/p/control"]) + Number(row["als-cnn/p/ALS"])).toBeCloseTo(1, 5);
  const first = JSON.parse(contents(whole)[1]!.split("\n")[0]!);
  expect(row["f0-mean"]).toBe(String(first.measures["f0-mean"].value));
  expect(table(join(whole, "failures.csv"))).toMatchObject([
    { file: "broken.wav", code: "file-corrupt", reason: expect.stringContaining("broken.wav") },
  ]);
  const settings = JSON.parse(readFileSync(join(whole, "settings.json"), "utf8"));
  expect(settings.models).toMatchObject([
    { id: "als-cnn", modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

test("killed at random again and again, it ends as an undisturbed one, and does nothing twice", async () => {
  const out = join(root, "killed");
  for (let kills = 0; kills < 4; kills++) {
    const before = linesOf(out);
    const child = startCli([...batch, "--out", out, "--workers", "2"]);
    const closed = once(child, "close");
    const enough = before + 3 + Math.floor(Math.random() * 8);
    while (child.exitCode === null && linesOf(out) < enough) await wait(5);
    child.kill("SIGKILL");
    await closed;
    expect(linesOf(out)).toBeGreaterThanOrEqual(before);
  }
  const { exitCode, stderr } = await runCli(...batch, "--out", out);
  expect(exitCode, stderr).toBe(1);
  expect(contents(out)).toEqual(contents(whole));
});

test("Ctrl-C finishes what runs and ends cleanly; the same command goes on", async () => {
  const out = join(root, "stopped");
  const child = startCli([...batch, "--out", out, "--workers", "1"]);
  let stdout = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  while (linesOf(out) < 5) await wait(5);
  child.kill("SIGINT");
  child.kill("SIGINT"); // passed on a second time, as npm does
  expect(await once(child, "close")).toEqual([130, null]);
  expect(stdout).toContain("Stopped;");
  expect(readFileSync(join(out, "failures.csv"), "utf8")).not.toContain("cancelled");
  expect(existsSync(join(out, "summary.json"))).toBe(false);
  await runCli(...batch, "--out", out);
  expect(contents(out)).toEqual(contents(whole));
});

test("two shards joined are the bytes of one machine", async () => {
  const shards = ["1/2", "2/2"].map((part) => [part, join(root, `shard-${part[0]}`)] as const);
  for (const [part, out] of shards) await runCli(...batch, "--shard", part, "--out", out, "--workers", "1");
  const joined = join(root, "joined");
  const { exitCode } = await runCli("batch", "--merge", ...shards.map(([, out]) => out), "--out", joined);
  expect(exitCode).toBe(1);
  expect(contents(joined)).toEqual(contents(whole));
});

test("a core that ends over a recording costs that one", async () => {
  const out = join(root, "crashed");
  const preload = join(root, "preload.mjs");
  const crash = `import { isMainThread } from "node:worker_threads";
import { syncBuiltinESMExports } from "node:module";
import files from "node:fs";
if (!isMainThread) {
  const { openSync } = files;
  files.openSync = (path, ...more) => (String(path).endsWith("12.wav") ? process.exit(7) : openSync(path, ...more));
  syncBuiltinESMExports();
}`;
  writeFileSync(preload, crash);
  const child = startCli([...batch, "--out", out], { NODE_OPTIONS: `--import=${preload}` });
  expect((await once(child, "close"))[0]).toBe(1);
  expect(table(join(out, "failures.csv")).map(({ file, code }) => [file, code])).toEqual([
    ["12.wav", "core-ended"],
    ["broken.wav", "file-corrupt"],
  ]);
  expect(linesOf(out)).toBe(count);
});

test("a table gives each recording its own task and what is known of it; equal files are a row each", async () => {
  const path = join(root, "table.csv");
  const rows = [
    "file,task,label,speaker,age",
    "in/2.wav,vowel-a,ALS,S-1,61",
    "in/2.wav,vowel-i,control,=S-2,",
    "in/4.wav,vowel-x,,,",
  ];
  writeFileSync(path, rows.join("\n"));
  const out = join(root, "of-table");
  const { exitCode } = await runCli("batch", path, "--no-models", "--out", out);
  expect(exitCode).toBe(1);
  const [one, two, three] = table(join(out, "results.csv"));
  expect(one).toMatchObject({ file: "in/2.wav", task: "vowel-a", label: "ALS", speaker: "S-1", age: "61" });
  expect(two).toMatchObject({ task: "vowel-i", label: "control", speaker: "'=S-2", sha256: one!.sha256 });
  expect(three).toMatchObject({ file: "in/4.wav", error: "invalid-input" });
});

test.each([
  [[], "batch-source"],
  [["in", "--merge", "a"], "batch-source"],
  [["in", "--shard", "3/2"], "such as 1/4"],
  [["in", "--workers", "0"], "whole number"],
  [["nowhere"], "file-not-found"],
  [[""], "file-not-found"],
  [["in", "--model", "no-such-model"], "model-not-found"],
])("batch %j is refused with exit 2", async (args, hint) => {
  const given = args.map((arg) => (arg === "in" ? recordings : arg));
  const out = join(root, "refused");
  const { exitCode, stderr } = await runCli("batch", ...given, "--out", out);
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toContain(hint === "batch-source" ? "[usage]" : hint);
  expect(existsSync(out)).toBe(false);
});
