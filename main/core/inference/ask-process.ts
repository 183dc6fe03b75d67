import type { ChildProcess } from "node:child_process";

/** What is answered in the process's place: where it is late, and where it ends without a word. */
type Otherwise<Answer> = {
  seconds: number;
  late: Answer;
  ended: (how: string) => Answer;
  signal?: AbortSignal;
};

/** Asks a process one thing, takes its answer, and ends it whatever happens. */
export function askProcess<Answer>(
  child: ChildProcess,
  request: object,
  { seconds, late, ended, signal }: Otherwise<Answer>,
): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      child.kill("SIGKILL");
      resolve(answer);
    };
    const timer = setTimeout(() => end(late), seconds * 1000);
    const gone = (how: unknown) => end(ended(String(how)));
    const stop = () => gone(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    child.once("message", (answer) => end(answer as Answer));
    child.once("error", gone);
    child.once("exit", (exitCode, killedBy) => gone(killedBy ?? exitCode));
    child.send(request, () => {}); // a process that has ended says so by its exit
  });
}
