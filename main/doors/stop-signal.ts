/** How long an asked-for stop may take unless told otherwise, ms; then the process ends itself, whatever still blocks it. */
const stopLimitMs = 5000;

/** One Ctrl-C comes twice: from the terminal, and passed on by npm or by `bulbar.mjs`. */
const samePressMs = 500;

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** A stop that the system or Ctrl-C asked for. */
export type StopSignal = {
  signal: AbortSignal;
  /** Gives the signals back to the system's own habit. */
  dispose(): void;
};

/**
 * A signal that SIGINT and SIGTERM abort. The exit code tells which it was, as shells do (130, 143). After the limit, or a
 * second Ctrl-C, the process ends at once: a model's run in native code can be neither cancelled nor waited for.
 * @param limitMs null: it waits for what runs, however long that takes
 */
export function stopSignal(limitMs: number | null = stopLimitMs): StopSignal {
  const controller = new AbortController();
  let askedAt = 0;
  const end = () => process.kill(process.pid, "SIGKILL");
  const stop = (name: keyof typeof exitCodes) => {
    if (controller.signal.aborted) {
      if (name === "SIGINT" && performance.now() - askedAt > samePressMs) end();
      return;
    }
    askedAt = performance.now();
    process.exitCode = exitCodes[name];
    if (limitMs !== null) setTimeout(end, limitMs).unref();
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
    },
  };
}
