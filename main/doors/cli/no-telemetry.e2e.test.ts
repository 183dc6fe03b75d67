import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeWav } from "../../core/audio/wav.ts";
import { synthesise } from "../../core/synth/synthesise.ts";
import { runCli } from "./run-cli.fixture.ts";

const root = join(import.meta.dirname, "../../..");
const hasStrace = spawnSync("strace", ["-V"]).status === 0;
/** The library's uploader looks up its collector 9 s after the start (1.30, measured with strace). */
const firstUploadMs = 11_000;

/** Environment of a user who never ran the program, outside continuous integration: there telemetry is on. */
function emptyHome() {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-quiet-"));
  const [home, temporary] = [join(folder, "home"), join(folder, "temporary")];
  for (const made of [home, temporary]) mkdirSync(made);
  const { CI: _, ORT_DISABLE_TELEMETRY: __, XDG_CACHE_HOME: ___, ...inherited } = process.env;
  const env = { ...inherited, HOME: home, TMPDIR: temporary, BULBAR_DATA: join(folder, "data") };
  return { env, folder, left: () => [home, temporary].flatMap((empty) => readdirSync(empty)) };
}

const moduleOf = (path: string) => JSON.stringify(join(root, path));

/** A script of this repository that runs a model in its own main thread, as those of build/measure do. */
const inMainThread = `
  const { ModelLibrary } = await import(${moduleOf("main/core/inference/model-library.ts")});
  const { openSession } = await import(${moduleOf("main/core/inference/session.ts")});
  const library = new ModelLibrary(${moduleOf("models")}, "/nowhere");
  await openSession(await library.find("als-cnn"), { device: "cpu", threads: 1 });`;

/** What every door does: the core in a worker runs a model and stays. */
const inWorker = `
  const { startCore, localClient } = await import(${moduleOf("main/core/start-core.ts")});
  const { coreOptions } = await import(${moduleOf("main/doors/cli/with-core.ts")});
  const core = startCore(coreOptions({ device: "cpu" }, 1));
  await localClient(core.connect("local")).models.verify({ id: "als-cnn" });
  await new Promise((resolve) => setTimeout(resolve, ${firstUploadMs}));
  await core.close();`;

test.each([
  ["the command line", [join(root, "main/doors/cli/main.ts"), "models", "verify", "als-cnn"]],
  ["a script's main thread", ["--input-type=module", "-e", inMainThread]],
])("a model that runs in %s leaves no file in an empty home and temporary folder", (_name, args) => {
  const { env, left } = emptyHome();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  expect(left()).toEqual([]);
});

test.skipIf(!hasStrace)("a core that has run a model looks nothing up (skipped without strace)", () => {
  const { env, folder } = emptyHome();
  const [trace, script] = [join(folder, "trace"), join(folder, "script.mjs")];
  writeFileSync(script, inWorker);
  const args = ["-f", "-qq", "-e", "trace=network", "-o", trace, process.execPath, script];
  const { status, stderr } = spawnSync("strace", args, { env, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  const calls = readFileSync(trace, "utf8").split("\n");
  expect(calls.filter((call) => /AF_INET|nscd/.test(call))).toEqual([]);
});

test("recordings whose paths fill 30 kB of command line are analysed and imported", async () => {
  const { folder } = emptyHome();
  const voice = join(folder, "tone.wav");
  const { signal } = synthesise({ task: "vowel-a", sex: "male", severity: 1, seed: 1, sampleRateHz: 16_000 });
  const samples = signal.samples.subarray(16_000, 32_000);
  writeFileSync(voice, encodeWav({ samples, sampleRateHz: 16_000 }));
  const paths = Array.from({ length: 120 }, (_, n) => join(folder, `${"x".repeat(220)}-${n}.wav`));
  for (const path of paths) linkSync(voice, path);
  const named = ["--task", "digits", "--model", "digits-ann", "--json"];
  const analysed = await runCli("analyse", ...paths, ...named);
  expect(analysed.exitCode, analysed.stderr).toBe(0);
  expect(JSON.parse(analysed.stdout)).toHaveLength(paths.length);
  const data = ["--data", join(folder, "data")];
  await runCli("patients", "add", "--code", "L-1", ...data);
  const visit = (await runCli("visits", "add", "--patient", "L-1", ...data)).stdout.trim();
  const imported = await runCli("visits", "import", ...paths, "--visit", visit, "--json", ...data);
  expect(imported.exitCode, imported.stderr).toBe(0);
  expect(JSON.parse(imported.stdout)).toHaveLength(paths.length);
});

test("onnxruntime is loaded in one place, behind the switch", () => {
  const sources = ["main", "build", "shared", "renderer"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.[cm]?tsx?$/.test(path))
      .map((path) => join(room, path)),
  );
  const loads = /(?:from|import|require\()\s*\(?["']onnxruntime/;
  const loading = sources.filter((path) => loads.test(readFileSync(join(root, path), "utf8")));
  expect(loading).toEqual(["main/core/inference/onnxruntime.ts"]);
});
