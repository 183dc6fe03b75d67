import type { OnProgress, Progress } from "../../../shared/domain/progress.ts";
import { toOrpcError } from "./implementer.ts";

/**
 * Runs long work as an event iterator: its progress as it comes, whatever else it tells meanwhile, then its result. Abandoning the iterator aborts the
 * work, and is done when the work has cleaned up.
 */
export async function* withProgress<Result, Told = never>(
  work: (run: { signal: AbortSignal; onProgress: OnProgress; tell: (told: Told) => void }) => Promise<Result>,
  outer?: AbortSignal,
): AsyncGenerator<({ type: "progress" } & Progress) | Told | ({ type: "done" } & Result)> {
  const abort = new AbortController();
  const signal = outer ? AbortSignal.any([outer, abort.signal]) : abort.signal;
  const waiting: (({ type: "progress" } & Progress) | Told)[] = [];
  let wake = () => {};
  const tell = (told: (typeof waiting)[number]) => {
    waiting.push(told);
    wake();
  };
  const onProgress = (progress: Progress) => tell({ type: "progress", ...progress });
  let settled = false;
  // what it throws at once is its result as well
  const result = (async () => work({ signal, onProgress, tell }))().finally(() => {
    settled = true;
    wake();
  });
  result.catch(() => {});
  try {
    while (!settled || waiting.length > 0) {
      const told = waiting.shift();
      if (told) yield told;
      else if (!settled) await new Promise<void>((resolve) => (wake = resolve));
    }
    yield { type: "done", ...(await result) } as Awaited<{ type: "done" } & Result>;
  } catch (error) {
    throw toOrpcError(error);
  } finally {
    abort.abort();
    await result.catch(() => {});
  }
}

/** Events whose error crosses with its code, as that of an operation without events does. */
export async function* typedEvents<Event>(events: AsyncIterable<Event>): AsyncGenerator<Event> {
  try {
    yield* events;
  } catch (error) {
    throw toOrpcError(error);
  }
}
