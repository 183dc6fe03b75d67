import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../../core/audio/wav.ts";
import { synthesise } from "../../core/synth/synthesise.ts";

export type CliResult = { exitCode: number | null; stdout: string; stderr: string };

/** A fresh folder for one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "bulbar-cli-"));
}

/** The user of tests, whom the first command that needs a history sets up. */
export const testCredentials = { BULBAR_USER: "tester", BULBAR_PASSWORD: "for tests only" };

/** Starts the real command line as a process of its own, with the tests' user. */
export function startCli(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...testCredentials, ...env },
  });
}

/** Runs the real command line to its end. */
export function runCli(...args: string[]): Promise<CliResult> {
  return runCliWith({}, ...args);
}

/** The same with other variables in its environment; undefined removes one. */
export function runCliWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<CliResult> {
  const child = startCli(args, env);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr })));
}

/** Writes a synthetic voice as a 16-bit WAV and gives its path. */
export function writeVoice(folder: string, task: TaskId, seed = 1): string {
  const path = join(folder, `${seed}_${task}.wav`);
  const { signal } = synthesise({ task, sex: "male", severity: 1, seed, sampleRateHz: 44_100, snrDb: 45 });
  writeFileSync(path, encodeWav(signal));
  return path;
}
