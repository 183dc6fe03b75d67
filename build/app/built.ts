import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ExclusiveLock, tryExclusiveLock } from "../../main/core/exclusive-lock.ts";

const root = join(import.meta.dirname, "../..");

type Output = { name: string; sources: string[]; config: string };

/** What is built into out/, each into the folder of its name. */
const outputs: Record<"renderer" | "main", Output> = {
  renderer: {
    name: "the pages",
    sources: ["renderer", "shared", "package-lock.json", "build/config/vite.renderer.config.ts"],
    config: "build/config/vite.renderer.config.ts",
  },
  main: {
    name: "the program",
    sources: [
      "main",
      "shared",
      "package-lock.json",
      "build/config/vite.program.config.ts",
      "build/installer/unbundled.ts",
    ],
    config: "build/config/vite.program.config.ts",
  },
};

/** Builds an output when it is missing or older than its sources; of processes that want it at once one builds it. */
export function ensureBuilt(which: keyof typeof outputs): void {
  if (isBuilt(which)) return;
  mkdirSync(join(root, "out"), { recursive: true });
  const lock = waitForLock(join(root, "out", `${which}.building`));
  try {
    if (!isBuilt(which)) build(which);
  } finally {
    lock.release();
  }
}

function waitForLock(path: string): ExclusiveLock {
  for (;;) {
    const lock = tryExclusiveLock(path);
    if (lock) return lock;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs);
  }
}

/** How often it is looked whether another process has built, ms. */
const lookEveryMs = 200;

function build(which: keyof typeof outputs): void {
  const { name, config } = outputs[which];
  process.stderr.write(`building ${name} ...\n`);
  const command = ["node_modules/vite/bin/vite.js", "build", "--config", config];
  const started = new Date();
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stdout}\n${stderr}`);
  writeFileSync(stampOf(which), "");
  // what was changed while it was built is newer
  utimesSync(stampOf(which), started, started);
}

/** Whether an output is there, whole, and newer than all that it is made from. */
export function isBuilt(which: keyof typeof outputs): boolean {
  const stamp = stampOf(which);
  if (!existsSync(stamp) || !existsSync(join(root, "out", which))) return false;
  const { mtimeMs } = statSync(stamp);
  return outputs[which].sources.every((source) => newestChange(join(root, source)) <= mtimeMs);
}

/** Written when a build has ended, of the time when it began. */
function stampOf(which: keyof typeof outputs): string {
  return join(root, "out", `${which}.built`);
}

function newestChange(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.(test|fixture)\./.test(entry.name));
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
