import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { temporaryFolder, writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { ensureBuilt, isBuilt } from "./built.ts";

const root = join(import.meta.dirname, "../..");
const folder = temporaryFolder();
/** A history of these tests alone, whose first administrator they are. */
const ownHistory = {
  BULBAR_DATA: join(folder, "data"),
  BULBAR_USER: "tester",
  BULBAR_PASSWORD: "of the bundle",
};
let voice: string;

beforeAll(() => {
  voice = writeVoice(folder, "vowel-a");
  ensureBuilt("main");
});

function run(program: string, ...args: string[]) {
  const env = { ...process.env, ...ownHistory };
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
  // the first command makes the history, and tells its recovery key once
  const added = bundled("patients", "add", "--code", "B-1");
  expect(added).toMatchObject({ status: 0, stderr: expect.stringContaining("Recovery key") });
  const backup = join(folder, "a.bulbar-backup");
  expect(bundled("history", "backup", backup)).toMatchObject({ status: 0, stderr: "" });
  expect(bundled("history", "check").stdout).toBe(fromSources("history", "check").stdout);
});

test("the command of a checkout takes the bundle, and says its version", () => {
  expect(isBuilt("main")).toBe(true);
  const { stdout } = run("build/app/bulbar.mjs", "--version");
  expect(stdout).toBe(fromSources("--version").stdout);
});

/** A script that does what an installed workstation does when it is started with arguments. */
function asInstalled(...args: string[]): string {
  const script = join(folder, `installed${args[0]}.mjs`);
  const entry = pathToFileURL(join(root, "out/main/electron.js")).href;
  writeFileSync(
    script,
    `process.argv = [process.execPath, ...${JSON.stringify(args)}]; await import(${JSON.stringify(entry)});`,
  );
  return script;
}

test("Electron's program with --cli is the command, of whose arguments Chromium sees none", () => {
  const script = asInstalled("--cli", "--no-sandbox", "--", "models", "list", "--json");
  const env = { ...process.env, ...ownHistory };
  const { stdout, status } = spawnSync(process.execPath, [script], { encoding: "utf8", env });
  expect({ stdout, status }).toEqual({ stdout: bundled("models", "list", "--json").stdout, status: 0 });
});

test("Electron's program with --process is one of the core's own processes, and ends with who asked", async () => {
  const child = fork(asInstalled("--process", "history-process"), { execArgv: [] });
  child.send({ work: "check", place: { dataFolder: join(folder, "nothing here") }, file: "" });
  const [answer] = await once(child, "message");
  expect(answer).toMatchObject({ failure: { code: expect.any(String) } });
  await once(child, "exit");
});
