import type { CoreOptions } from "../../core/core.ts";
import { defaultDataFolder, findProgramFolder, programVersion } from "../../core/program.ts";
import { type LocalClient, localClient, startCore } from "../../core/start-core.ts";
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

/** Runs `work` with clients of as many cores, each in a thread of its own. */
export async function withCores<T>(
  flags: CoreFlags,
  count: number,
  work: (clients: LocalClient[]) => Promise<T>,
): Promise<T> {
  const options = coreOptions(flags, count > 1 ? 1 : 2);
  const cores = Array.from({ length: count }, () => startCore(options));
  const crash = Promise.race(cores.map(({ ended }) => ended)).then((error) => {
    throw error ?? new Error("The core ended before its work was done.");
  });
  crash.catch(() => {});
  try {
    return await Promise.race([crash, work(cores.map((core) => localClient(core.connect("local"))))]);
  } finally {
    await Promise.all(cores.map((core) => core.close()));
  }
}
