import { setTimeout as wait } from "node:timers/promises";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { Closing, Farewell } from "../../shared/contract/connection.ts";
import type { CoreEnding, RunningCore, Scope } from "../core/start-core.ts";

/** A core that a door watches: when its thread ends by itself, a new one takes its place. */
export type SupervisedCore = {
  /**
   * A new connection to the core of the moment. It closes without a farewell when that core ends; it is closed at
   * once where there is none.
   */
  connect(scope: Scope): MessagePort;
  /** Whether a connection would find a core; starts one where that is allowed again. */
  isThere(): boolean;
  /** Settles when a connection would find a core: at once, or when one more may be started; or when it is closed. */
  whenThere(): Promise<void>;
  /** Settles when the core of the moment has ended, the log was told, and a new one runs where that is allowed. */
  ended(): Promise<unknown>;
  /** Stops the core in order; none is started any more. */
  close(): Promise<void>;
};

/** Most cores that are started within a minute in place of one that ended. More would hide that something is wrong. */
const restartsPerMinute = 3;
const minuteMs = 60_000;
const restartPollMs = 500;

/**
 * Starts a core and watches it.
 * @param onEnded is told of every end that nobody asked for, and whether a new core runs
 * @param now a steady clock, ms
 */
export function superviseCore(
  start: () => RunningCore,
  onEnded: (ending: CoreEnding, isReplaced: boolean) => void,
  now: () => number = () => performance.now(),
): SupervisedCore {
  let restarts: number[] = [];
  let isClosing = false;
  let core: RunningCore | null = null;
  let ended: Promise<unknown> = Promise.resolve();

  function startWatched(): void {
    const started = start();
    core = started;
    ended = started.ended.then((ending) => {
      if (isClosing) return;
      core = null;
      onEnded(ending, isThere());
    });
  }
  startWatched();

  function isThere(): boolean {
    if (core || isClosing) return !isClosing;
    restarts = restarts.filter((at) => now() - at < minuteMs);
    if (restarts.length >= restartsPerMinute) return false;
    restarts.push(now());
    startWatched();
    return true;
  }

  return {
    isThere,
    whenThere: async () => {
      while (!isThere() && !isClosing) await wait(restartPollMs);
    },
    ended: () => ended,
    connect: (scope) =>
      isThere() && core ? core.connect(scope) : closedPort(isClosing ? "stopping" : "core-ended"),
    close: async () => {
      isClosing = true;
      await core?.close();
    },
  };
}

function closedPort(closed: Closing): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.postMessage({ closed } satisfies Farewell);
  port2.close();
  return port1;
}
