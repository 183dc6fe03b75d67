import type { CoreOptions } from "../../core/core.ts";
import { defaultDataFolder, findProgramFolder, programVersion } from "../../core/program.ts";
import { type LocalClient, reconnectingClient, startCore } from "../../core/start-core.ts";
import { coreEndedLine, logToTerminal } from "../log.ts";
import { stopSignal } from "../stop-signal.ts";
import { superviseCore } from "../supervise-core.ts";
import type { devices } from "./options.ts";

export type CoreFlags = { data?: string; device?: (typeof devices)[number] };

/** Options of a core for this command. */
export function coreOptions(flags: CoreFlags, threads: number): CoreOptions {
  const programFolder = findProgramFolder();
  return {
    programFolder,
    dataFolder: flags.data ?? defaultDataFolder(),
    programVersion: programVersion(programFolder),
    device: flags.device ?? "auto",
    threads,
  };
}

/** Runs `work` with a client of a fresh core, and closes the core whatever happens. */
export function withCore<T>(flags: CoreFlags, work: (client: LocalClient) => Promise<T>): Promise<T> {
  return withCores(flags, 1, ([client]) => work(client!));
}

/**
 * Runs `work` with clients of as many cores, each in a thread of its own. What a core that ends was asked for fails
 * with `core-ended`, what comes later asks the core that takes its place. Ctrl-C and SIGTERM cancel what runs.
 */
export async function withCores<T>(
  flags: CoreFlags,
  count: number,
  work: (clients: LocalClient[]) => Promise<T>,
): Promise<T> {
  const options = coreOptions(flags, count > 1 ? 1 : 2);
  const cores = Array.from({ length: count }, () =>
    superviseCore(
      () => startCore(options),
      (ending, isReplaced) => logToTerminal(coreEndedLine(ending, isReplaced)),
    ),
  );
  const close = () => Promise.all(cores.map((core) => core.close()));
  const stop = stopSignal();
  stop.signal.addEventListener("abort", () => void close(), { once: true });
  try {
    return await work(cores.map((core) => reconnectingClient(core)));
  } finally {
    await close();
    stop.dispose();
  }
}
