import type { OnProgress, Progress } from "../../../shared/domain/progress.ts";
import { toOrpcError } from "./implementer.ts";

/**
 * Runs long work as an event iterator: its progress as it comes, then its result. Abandoning the iterator aborts the
 * work, and is done when the work has cleaned up.
 */
export async function* withProgress<Result>(
  work: (run: { signal: AbortSignal; onProgress: OnProgress }) => Promise<Result>,
  outer?: AbortSignal,
): AsyncGenerator<({ type: "progress" } & Progress) | ({ type: "done" } & Result)> {
  const abort = new AbortController();
  const signal = outer ? AbortSignal.any([outer, abort.signal]) : abort.signal;
  const waiting: Progress[] = [];
  let wake = () => {};
  const onProgress = (progress: Progress) => {
    waiting.push(progress);
    wake();
  };
  let settled = false;
  // what it throws at once is its result as well
  const result = (async () => work({ signal, onProgress }))().finally(() => {
    settled = true;
    wake();
  });
  result.catch(() => {});
  try {
    while (!settled || waiting.length > 0) {
      const progress = waiting.shift();
      if (progress) yield { type: "progress", ...progress };
      else if (!settled) await new Promise<void>((resolve) => (wake = resolve));
    }
    yield { type: "done", ...(await result) };
  } catch (error) {
    throw toOrpcError(error);
  } finally {
    abort.abort();
    await result.catch(() => {});
  }
}
