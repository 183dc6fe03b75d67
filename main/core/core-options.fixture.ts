import type { CoreOptions } from "./core.ts";
import { findProgramFolder } from "./program.ts";

/** How tests run a core on a data folder of their own: one thread, on the processor. */
export function testCoreOptions(dataFolder: string): CoreOptions {
  return {
    programFolder: findProgramFolder(),
    dataFolder,
    programVersion: "1.2.3",
    device: "cpu",
    threads: 1,
  };
}
