/**
 * Where Electron starts: as the workstation's window, with `--cli` as the command `bulbar`, with `--process` as one of
 * the core's own processes. Both end before Electron would open a display. With `--device-secret` as who asks the
 * operating system's store for them.
 */
import type { OwnProcess } from "../../core/packed-program.ts";

const processes: Readonly<Record<OwnProcess, () => Promise<unknown>>> = {
  "history-process": () => import("../../core/history/history-process.ts"),
  "self-test-process": () => import("../../core/inference/self-test-process.ts"),
  "device-trial-process": () => import("../../core/inference/device-trial-process.ts"),
};

const [, role, ...args] = process.argv;
if (role === "--cli") await runCommand(args);
else if (role === "--process") await runProcess(args[0] as OwnProcess);
else if (role === "--device-secret") (await import("./hand-over-secret.ts")).handOverSecret(args[0] ?? "");
else await import("./main.ts");

/** Of the arguments, what stands before `--` is for Chromium. */
async function runCommand(given: readonly string[]): Promise<never> {
  process.argv = [process.execPath, "bulbar", ...given.slice(given.indexOf("--") + 1)];
  await import("../cli/main.ts");
  for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write("", done));
  process.exit();
}

/** Such a process ends itself when it has answered, or when who asked has gone. */
async function runProcess(name: OwnProcess): Promise<never> {
  await processes[name]();
  return new Promise(() => {});
}
