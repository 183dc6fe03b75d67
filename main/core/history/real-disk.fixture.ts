import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./history.fixtures.ts";

const program = join(import.meta.dirname, "use-history.fixture.ts");

/** Whether this account may mount (root on Linux); tests that need it are skipped elsewhere. */
export const canMount = tryOut(() => {
  const folder = join(tmpdir(), "bulbar-mount-try");
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
  execFileSync("umount", ["-l", folder]);
});

/** Whether a C compiler is there, for libraries that stand between the program and the file system. */
export const canPreload = process.platform === "linux" && tryOut(() => execFileSync("cc", ["--version"]));

function tryOut(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** A disk of its own that holds so much, gone when the test is over. */
export function smallDisk(kilobytes: number): string {
  const folder = temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k,mode=0755`, "tmpfs", folder]);
  onTestFinished(() => void execFileSync("umount", ["-l", folder]));
  return folder;
}

export function makeReadOnly(disk: string): void {
  execFileSync("mount", ["-o", "remount,ro", disk]);
}

/** A library from C source, to be loaded before the C library. */
export function preloaded(source: string): string {
  const folder = temporaryFolder();
  const library = join(folder, "between.so");
  writeFileSync(join(folder, "between.c"), source);
  execFileSync("cc", ["-shared", "-fPIC", "-o", library, join(folder, "between.c"), "-ldl"]);
  return library;
}

export type Step = { code?: string; file?: string; remedy?: string } | string[] | string | number | null;

/**
 * Takes the steps of `use-history.fixture.ts` in a process of its own and gives what each told; `shell` goes before the
 * command (`ulimit -f 100;`).
 */
export function useHistory(
  folder: string,
  steps: string[],
  { shell = "", ...options }: { shell?: string; env?: NodeJS.ProcessEnv; uid?: number } = {},
): Promise<Step[]> {
  const line = `${shell} exec "$0" "$@"`;
  const child = spawn("sh", ["-c", line, process.execPath, program, folder, ...steps], {
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
    ...(options.uid && { gid: options.uid }),
  });
  let printed = "";
  child.stdout.on("data", (text) => (printed += text));
  return new Promise((resolve) =>
    child.on("close", () => {
      const lines = printed.split("\n").filter(Boolean);
      resolve(lines.map((one) => JSON.parse(one) as Step));
    }),
  );
}
