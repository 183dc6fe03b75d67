import type { CoreOptions } from "../core/core.ts";
import { defaultDataFolder, findProgramFolder, programVersion } from "../core/program.ts";
import { type LocalClient, localClient, type RunningCore, startCore } from "../core/start-core.ts";
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
export async function withCore<T>(
  flags: CoreFlags,
  work: (client: LocalClient) => Promise<T>,
  threads = 2,
): Promise<T> {
  const core = startCore(coreOptions(flags, threads));
  try {
    return await orCrash(core, work(localClient(core.connect("local"))));
  } finally {
    await core.close();
  }
}

/** The work, or the failure of the thread that it waits for. */
export async function orCrash<T>(core: RunningCore, work: Promise<T>): Promise<T> {
  const crash = core.ended.then((error) => {
    throw error ?? new Error("The core ended before its work was done.");
  });
  crash.catch(() => {});
  return Promise.race([work, crash]);
}
