import { spawnSync } from "node:child_process";

/** Whether a program is installed; what needs it is skipped where it is not, and says so. */
export function isInstalled(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).error === undefined;
}

/** A Python that has the modules: BULBAR_TEST_PYTHON, else `python3`; null where neither has them. */
export function pythonWith(...modules: string[]): string | null {
  const candidates = [process.env.BULBAR_TEST_PYTHON, "python3"].filter((path) => path !== undefined);
  const load = modules.map((name) => `import ${name}`).join("; ");
  return (
    candidates.find((python) => spawnSync(python, ["-c", load], { stdio: "ignore" }).status === 0) ?? null
  );
}

/** What a program wrote on both streams, and how it ended. */
export function run(program: string, ...args: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return { status, text: stdout + stderr };
}
