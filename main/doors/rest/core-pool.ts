import type { CoreOptions } from "../../core/core.ts";
import { type LocalClient, reconnectingClient, startCore } from "../../core/start-core.ts";
import { coreEndedLine, type Log } from "../log.ts";
import { type SupervisedCore, superviseCore } from "../supervise-core.ts";

/** What a core offers to other programs. */
export type ProgramClient = LocalClient["rest"];

/** Cores that work on one recording each; who finds none free waits in line. */
export class CorePool {
  readonly #cores: SupervisedCore[];
  readonly #free: ProgramClient[];
  readonly #waiting: ((client: ProgramClient) => void)[] = [];

  constructor(options: CoreOptions, count: number, log: Log) {
    this.#cores = Array.from({ length: count }, () =>
      superviseCore(
        () => startCore(options),
        (ending, isReplaced) => log(coreEndedLine(ending, isReplaced)),
      ),
    );
    this.#free = this.#cores.map((core) => programClient(core));
  }

  /** Works with the first core that is free. A signal that is aborted while it waits ends the work before it begins. */
  async run<Result>(signal: AbortSignal, work: (client: ProgramClient) => Promise<Result>): Promise<Result> {
    const client = this.#free.pop() ?? (await new Promise<ProgramClient>((take) => this.#waiting.push(take)));
    try {
      signal.throwIfAborted();
      return await work(client);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(client);
      else this.#free.push(client);
    }
  }

  /** Cancels what runs and ends the cores. */
  async close(): Promise<void> {
    await Promise.all(this.#cores.map((core) => core.close()));
  }
}

function programClient(core: SupervisedCore): ProgramClient {
  return reconnectingClient({ connect: () => core.connect("program"), ended: core.ended }).rest;
}
