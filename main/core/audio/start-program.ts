import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";

/** How a program ended: by itself with a code, or by a signal. */
export type ProgramEnd = { exitCode: number | null; signal: NodeJS.Signals | null };

export type RunningProgram = {
  /** Settles when the program and all that it started are gone, or a little later; rejects when it cannot be started. */
  ended: Promise<ProgramEnd>;
  /** Ends the program and all that it started, at once. */
  kill(): void;
};

/** What a program may still hand over after its own end, ms: a child of its that lives on keeps its pipes open. */
const DRAIN_MS = 2000;
/** A program that does not even end when killed (a drive that hangs) is given up after this, ms. */
const KILL_MS = 5000;

/**
 * Starts a program in a process group of its own, so that nothing that it starts outlives it.
 * @param path a path, or a bare name that the system looks up on PATH
 */
export function startProgram(
  path: string,
  args: string[],
  io: {
    env: NodeJS.ProcessEnv;
    input?: Uint8Array | undefined;
    /** An open file that the program finds as descriptor 3. */
    descriptor?: number | undefined;
    onStdout: (bytes: Buffer) => void;
    onStderr: (bytes: Buffer) => void;
  },
): RunningProgram {
  const child = spawn(path, args, {
    env: io.env,
    windowsHide: true,
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe", ...(io.descriptor === undefined ? [] : [io.descriptor])],
  }) as ChildProcessWithoutNullStreams;
  const { promise, resolve, reject } = Promise.withResolvers<ProgramEnd>();
  let end: ProgramEnd = { exitCode: null, signal: null };
  let timer: NodeJS.Timeout | undefined;
  const settle = () => {
    clearTimeout(timer);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    resolve(end);
  };
  const settleWithin = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(settle, ms);
  };
  child.stdout.on("data", io.onStdout);
  child.stderr.on("data", io.onStderr);
  // A program may end before it has read all its input (EPIPE): its exit code tells why.
  child.stdin.on("error", () => {});
  child.stdin.end(io.input);
  child.once("error", (error) => (child.pid === undefined ? reject(error) : settle()));
  child.once("exit", (exitCode, signal) => {
    end = { exitCode, signal };
    killGroup(child);
    settleWithin(DRAIN_MS);
  });
  child.once("close", settle);
  const kill = () => {
    killGroup(child);
    settleWithin(KILL_MS);
  };
  return { ended: promise, kill };
}

/** Ends the process group (on Windows: the tree) of a child; one that is gone already is no error. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    if (child.exitCode === null && child.signalCode === null)
      spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { windowsHide: true }).on("error", () =>
        child.kill("SIGKILL"),
      );
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
