import type { Unfinished } from "../../../shared/contract/shell.ts";
import type { Log } from "../log.ts";

export type QuitSteps = {
  /** What the page would lose now. */
  unfinished(): readonly Unfinished[];
  /** Whether to end all the same. */
  ask(unfinished: readonly Unfinished[]): Promise<boolean>;
  /** Stops what runs and closes the history. */
  stop(): Promise<void>;
  /** Ends the program. */
  leave(): void;
  log: Log;
};

/** Within that the program ends, whatever still runs, ms: the core itself takes 4 s at most. */
const stopLimitMs = 8000;

/** The one way out of the program: asks, stops, leaves. */
export class OrderlyQuit {
  readonly #steps: QuitSteps;
  readonly #limitMs: number;
  #state: "running" | "asking" | "stopping" | "done" = "running";

  constructor(steps: QuitSteps, limitMs = stopLimitMs) {
    this.#steps = steps;
    this.#limitMs = limitMs;
  }

  /** Everything is stopped: closing is no longer held up. */
  get isDone(): boolean {
    return this.#state === "done";
  }

  /** Asks where something would be lost, then ends. A second call while it asks or stops does nothing. */
  async quit(): Promise<void> {
    if (this.#state !== "running") return;
    this.#state = "asking";
    const unfinished = this.#steps.unfinished();
    const goes = unfinished.length === 0 || (await this.#steps.ask(unfinished));
    if (this.#state !== "asking") return;
    if (goes) await this.quitUnasked();
    else this.#state = "running";
  }

  /** Ends without a question: the computer is being shut down. */
  async quitUnasked(): Promise<void> {
    if (this.#state === "stopping" || this.#state === "done") return;
    this.#state = "stopping";
    const limit = Promise.withResolvers<"too-late">();
    const timer = setTimeout(() => limit.resolve("too-late"), this.#limitMs);
    const ending = await Promise.race([
      this.#steps.stop().then(
        () => "stopped" as const,
        () => "failed" as const,
      ),
      limit.promise,
    ]);
    clearTimeout(timer);
    this.#steps.log(`ended: ${ending}`);
    this.#state = "done";
    this.#steps.leave();
  }
}
