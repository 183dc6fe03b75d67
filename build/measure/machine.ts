import { cpus, platform } from "node:os";

/** What this computer is, for figures that hold for it alone. */
export const machine = `${cpus()[0]!.model} (${cpus().length} processors), ${platform()}, Node ${process.version}`;
