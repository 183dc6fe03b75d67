import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

type Output = { name: string; stamp: string; sources: string[]; command: string[] };

const outputs: Record<"renderer" | "main", Output> = {
  renderer: {
    name: "the pages",
    stamp: "out/renderer/index.html",
    sources: ["renderer", "shared", "package-lock.json", "build/config/vite.renderer.config.ts"],
    command: ["node_modules/vite/bin/vite.js", "build", "--config", "build/config/vite.renderer.config.ts"],
  },
  main: {
    name: "the program",
    stamp: "out/main/doors/electron/main.js",
    sources: ["main", "shared", "package-lock.json", "build/config/tsconfig.emit.json"],
    command: ["node_modules/typescript/bin/tsc", "-p", "build/config/tsconfig.emit.json"],
  },
};

/** Builds an output when it is missing or older than its sources. */
export function ensureBuilt(which: keyof typeof outputs): void {
  const { name, stamp, sources, command } = outputs[which];
  const newest = Math.max(...sources.map((source) => newestChange(join(root, source))));
  if (existsSync(join(root, stamp)) && statSync(join(root, stamp)).mtimeMs >= newest) return;
  process.stderr.write(`building ${name} ...\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stdout}\n${stderr}`);
}

function newestChange(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.includes(".test."));
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
