import type { DeviceChoice } from "../../../shared/domain/device.ts";
import type { CoreOptions } from "../../core/core.ts";
import { defaultDataFolder, findProgramFolder, programVersion } from "../../core/program.ts";
import { type LocalClient, reconnectingClient, startCore } from "../../core/start-core.ts";
import { coreEndedLine, logToTerminal } from "../log.ts";
import { stopSignal } from "../stop-signal.ts";
import { type SupervisedCore, superviseCore } from "../supervise-core.ts";
import { type LogOn, logOnAs } from "./log-on.ts";

export type CoreFlags = {
  data?: string;
  device?: DeviceChoice;
  user?: string;
  /** The rules of a site, from the file that was named. */
  site?: CoreOptions["site"];
};

/** Options of a core for this command. */
export function coreOptions(flags: CoreFlags, threads: number): CoreOptions {
  const programFolder = findProgramFolder();
  return {
    programFolder,
    dataFolder: flags.data ?? defaultDataFolder(),
    programVersion: programVersion(programFolder),
    device: flags.device ?? null,
    threads,
    ...(flags.site && { site: flags.site }),
  };
}

/** Runs `work` with a client of a fresh core, and closes the core whatever happens. */
export function withCore<T>(
  flags: CoreFlags,
  work: (client: LocalClient) => Promise<T>,
  logOn?: LogOn,
): Promise<T> {
  return withCores(flags, 1, ([client]) => work(client!), logOn);
}

/**
 * Runs `work` with clients of as many cores, each in a thread of its own. What a core that ends was asked for fails
 * with `core-ended`, what comes later asks the core that takes its place. Ctrl-C and SIGTERM cancel what runs.
 * @param logOn how to log on where an operation needs it
 */
export async function withCores<T>(
  flags: CoreFlags,
  count: number,
  work: (clients: LocalClient[]) => Promise<T>,
  logOn: LogOn = logOnAs(flags.user),
): Promise<T> {
  const cores = startCores(coreOptions(flags, count > 1 ? 1 : 2), count);
  const close = () => Promise.all(cores.map((core) => core.close()));
  const stop = stopSignal();
  stop.signal.addEventListener("abort", () => void close(), { once: true });
  try {
    return await work(cores.map((core) => reconnectingClient(core, logOn)));
  } finally {
    await close();
    stop.dispose();
  }
}

/** A core of several that share much work. */
export type Worker = {
  client: LocalClient;
  /** Settles when it can be asked: at once, or when a core may be started again in place of one that ended. */
  whenThere(): Promise<void>;
};

/**
 * Runs `work` with as many cores, each in a thread of its own with one thread a model, as `withCores` does; but Ctrl-C
 * and SIGTERM cancel nothing: `work` is told by the signal, and finishes what runs, however long that takes.
 */
export async function withWorkers<T>(
  flags: CoreFlags,
  count: number,
  work: (workers: Worker[], stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const cores = startCores(coreOptions(flags, 1), count);
  const stop = stopSignal(null);
  try {
    const workers = cores.map((core) => ({ client: reconnectingClient(core), whenThere: core.whenThere }));
    return await work(workers, stop.signal);
  } finally {
    await Promise.all(cores.map((core) => core.close()));
    stop.dispose();
  }
}

function startCores(options: CoreOptions, count: number): SupervisedCore[] {
  return Array.from({ length: count }, () =>
    superviseCore(
      () => startCore(options),
      (ending, isReplaced) => logToTerminal(coreEndedLine(ending, isReplaced)),
    ),
  );
}
