import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { encodeWav } from "../../core/audio/wav.ts";
import { synthesise } from "../../core/synth/synthesise.ts";
import { runCli, temporaryFolder } from "./run-cli.fixture.ts";

const snakemake = process.env.BULBAR_SNAKEMAKE ?? "snakemake";
const isThere = spawnSync(snakemake, ["--version"]).status === 0;
if (!isThere)
  console.log("skipped: snakemake is not there (pip install snakemake; BULBAR_SNAKEMAKE names it)");

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(!isThere)("the workflow's two shards, joined, are the bytes of one machine", async () => {
  const [recordings, out, whole] = ["in", "out of two", "whole"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(recordings);
  const { signal } = synthesise({ task: "vowel-a", sex: "male", severity: 1, seed: 1, sampleRateHz: 16_000 });
  for (let k = 0; k < 7; k++) {
    const samples = signal.samples.subarray(1000 + 200 * k, 21_000 + 200 * k);
    writeFileSync(join(recordings, `${k}.wav`), encodeWav({ samples, sampleRateHz: 16_000 }));
  }
  writeFileSync(join(recordings, "broken.wav"), "no sound");
  const settings = {
    ...{ source: recordings, out, shards: 2, workers: 1, minutes: 10, task: "vowel-a", models: ["als-cnn"] },
    bulbar: `${process.execPath} ${join(import.meta.dirname, "main.ts")}`,
  };
  const config = join(folder, "config.json");
  writeFileSync(config, JSON.stringify(settings));
  const workflow = join(import.meta.dirname, "../../../resources/cluster/Snakefile");
  const run = spawnSync(snakemake, ["--snakefile", workflow, "--configfile", config, "--cores", "2"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(run.status, run.stderr).toBe(0);
  await runCli("batch", recordings, "--task", "vowel-a", "--model", "als-cnn", "--out", whole);
  for (const name of ["results.csv", "results.jsonl", "failures.csv"])
    expect(readFileSync(join(out, "results", name), "utf8")).toBe(readFileSync(join(whole, name), "utf8"));
});
