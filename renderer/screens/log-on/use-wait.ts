import { useEffect, useState } from "react";
import { toProblem } from "../../problem.ts";

/** How long a refused log-on must wait, whole seconds, counted down; 0 where it need not. */
export function useWait(error: unknown): number {
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    const until = Date.now() + 1000 * waitOf(error);
    const look = () => setSecondsLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [error]);
  return secondsLeft;
}

/** Seconds that the core asks for; 0 for every other error. */
export function waitOf(error: unknown): number {
  if (!error) return 0;
  const { told } = toProblem(error);
  return typeof told === "object" && told.why === "wait" ? Number(told.facts?.seconds ?? 0) : 0;
}
