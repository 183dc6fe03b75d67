/** Work that is due; it ends early when the signal is aborted, and tells its failures itself. */
type Due = (signal: AbortSignal) => Promise<unknown>;

/**
 * Looks again and again whether work is due, and does it; while it goes on nothing is looked at.
 * @param due what is to be done now; null where nothing is. Where it throws it is asked again after the next pause
 * @param atOnce whether the first look is now, not after the first pause
 * @returns stops looking, and what goes on
 */
export function lookEvery(
  pauseMs: number,
  due: () => Due | null,
  { atOnce }: { atOnce: boolean },
): () => void {
  const stop = new AbortController();
  let isRunning = false;
  const look = async () => {
    if (isRunning) return;
    try {
      const work = due();
      if (!work) return;
      isRunning = true;
      await work(stop.signal);
    } catch {
      // told by the work itself; a file that cannot be read now may be readable then
    } finally {
      isRunning = false;
    }
  };
  if (atOnce) void look();
  const timer = setInterval(look, pauseMs);
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
