/** What differs when the program runs from the archive of an installer (Electron's app.asar). */
import { type ChildProcess, fork, spawn } from "node:child_process";

/** Whether this is the installed program. */
export const isInstalled = /[\\/]app\.asar[\\/]/.test(import.meta.url);

/** Where a file of the program lies for those who cannot look into the archive: native code and other programs. */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, "$1.unpacked");
}

/** Modules of the program that run as processes of their own. */
export type OwnProcess = "history-process" | "self-test-process" | "device-trial-process";

/**
 * Starts a module as a process that speaks by messages, and says and hears nothing else. The installed program cannot run
 * as Node (a fuse): it starts itself, and `doors/electron/entry.ts` takes the module's name.
 * @param module where the module lies in a checkout or in the bundle
 */
export function startOwnProcess(
  name: OwnProcess,
  module: URL,
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  if (!isInstalled) return fork(module, { stdio: [...messagesOnly], env, execArgv: [] });
  return startInstalled(["--process", name], env);
}

/** Starts the installed program once more, in a role that speaks by messages alone; see `doors/electron/entry.ts`. */
export function startInstalled(role: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const switches = process.argv.filter((arg) => arg === "--no-sandbox");
  return spawn(process.execPath, [...role, ...switches], { stdio: [...messagesOnly], env });
}

const messagesOnly = ["ignore", "ignore", "ignore", "ipc"] as const;
