import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { temporaryFolder, writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { ensureBuilt, isBuilt } from "./built.ts";

const root = join(import.meta.dirname, "../..");
const folder = temporaryFolder();
let voice: string;

beforeAll(() => {
  voice = writeVoice(folder, "vowel-a");
  ensureBuilt("main");
});

function run(program: string, ...args: string[]) {
  const env = { ...process.env, BULBAR_DATA: join(folder, "data") };
  const done = spawnSync(process.execPath, [join(root, program), ...args], { encoding: "utf8", env });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

const fromSources = (...args: string[]) => run("main/doors/cli/main.ts", ...args);
const bundled = (...args: string[]) => run("out/main/cli.js", ...args);

test.each([
  [["--help"]],
  [["models", "--help"]],
  [["models", "list", "--json"]],
  [["models", "verify", "als-cnn"]],
  [["analise"]],
  [["--language", "de", "analyse", "absent.wav"]],
])("the bundle answers %j as the sources do", (args) => {
  const answer = bundled(...args);
  expect(answer).toEqual(fromSources(...args));
  expect(answer.stdout + answer.stderr).not.toBe("");
});

test("the bundle measures a recording, runs the models and explains them as the sources do", () => {
  const analysed = bundled("analyse", voice, "--json");
  expect(analysed.stderr).toBe("");
  expect(JSON.parse(analysed.stdout)[0].predictions).not.toEqual([]);
  expect(analysed).toEqual(fromSources("analyse", voice, "--json"));
});

test("the bundle's own processes start: a history is backed up and checked", () => {
  expect(bundled("patients", "add", "--code", "B-1").stderr).toBe("");
  const backup = join(folder, "a.bulbar-backup");
  expect(bundled("history", "backup", backup)).toMatchObject({ status: 0, stderr: "" });
  expect(bundled("history", "check").stdout).toBe(fromSources("history", "check").stdout);
});

test("the command of a checkout takes the bundle, and says its version", () => {
  expect(isBuilt("main")).toBe(true);
  const { stdout } = run("build/app/bulbar.mjs", "--version");
  expect(stdout).toBe(fromSources("--version").stdout);
});
