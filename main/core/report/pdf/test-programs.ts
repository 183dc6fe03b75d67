import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a program can be called. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program on a file of these bytes and returns what it prints; `{file}` in its options is the file's path. */
export function runOn(program: string, bytes: Uint8Array, ...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-pdf-"));
  try {
    const file = join(folder, "report.pdf");
    writeFileSync(file, bytes);
    const args = options.map((option) => option.replace("{file}", file));
    return execFileSync(program, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A Python that has these packages of PyPI: the machine's own, else a virtual environment in the temporary folder, made
 * once. Null, and said aloud, where neither can be had.
 */
export function pythonWith(module: string, packages: readonly string[], purpose: string): string | null {
  const has = (python: string) => {
    try {
      execFileSync(python, ["-c", `import ${module}`], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  const environment = join(tmpdir(), `bulbar-python-${packages.join("-").replace(/\W+/g, "-")}`);
  const own = join(environment, "bin", "python");
  if (has("python3")) return "python3";
  try {
    if (!existsSync(own)) execFileSync("python3", ["-m", "venv", environment], { stdio: "ignore" });
    if (!has(own))
      execFileSync(own, ["-m", "pip", "install", "-q", ...packages], { stdio: "ignore", timeout: 240_000 });
    if (has(own)) return own;
  } catch {
    // said beneath
  }
  console.log(`skipped: ${purpose} (Python's ${packages.join(", ")} cannot be had)`);
  return null;
}
