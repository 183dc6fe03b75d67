import type { BatchEvent } from "../../../shared/contract/batches.ts";
import type { BatchProgress } from "../../../shared/domain/batch.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type Problem, toProblem } from "../../problem.ts";

/** What a person has chosen. */
export type BatchChoice = { source: string; results: string; task: TaskId | null; withModels: boolean };

/** The last run of this window; `told` is null until its first recording is done. */
export type BatchRun = {
  choice: BatchChoice;
  told: BatchProgress | null;
  /** When it was begun, ms on the clock that it was made with. */
  startedAt: number;
} & ({ kind: "running" | "stopped" | "finished" } | { kind: "failed"; problem: Problem });

/** What a run needs from the program; replaced in tests. */
export type BatchSteps = {
  run: (choice: BatchChoice, signal: AbortSignal) => Promise<AsyncIterable<BatchEvent>>;
  now: () => number;
};

/** One run at a time, which outlives the screen, so that something may be looked up meanwhile. */
export function createBatchRuns({ run, now }: BatchSteps) {
  let current: BatchRun | null = null;
  let abort = new AbortController();
  const listeners = new Set<() => void>();
  const change = (next: BatchRun | null) => {
    current = next;
    for (const listener of listeners) listener();
  };

  return {
    get: () => current,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async (choice: BatchChoice) => {
      abort.abort();
      const own = new AbortController();
      abort = own;
      let state: BatchRun = { kind: "running", choice, told: null, startedAt: now() };
      const tell = (next: BatchRun) => {
        state = next;
        if (abort === own) change(state);
      };
      tell(state);
      try {
        for await (const event of await run(choice, own.signal)) {
          if (event.type === "counted") tell({ ...state, told: event });
          else tell({ ...state, kind: event.isComplete ? "finished" : "stopped" });
        }
      } catch (error) {
        if (own.signal.aborted) tell({ ...state, kind: "stopped" });
        else tell({ ...state, kind: "failed", problem: toProblem(error) });
      }
    },
    stop: () => abort.abort(),
    forget: () => {
      abort.abort();
      abort = new AbortController();
      change(null);
    },
  };
}
