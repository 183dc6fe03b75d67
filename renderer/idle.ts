/** From the last activity on: nothing to tell, the seconds left till the page locks, or that it must. */
export type Idle = { kind: "active" } | { kind: "warned"; secondsLeft: number } | { kind: "over" };

const warningSeconds = 60;

/**
 * @param idleSeconds since a person did something at the page
 * @param limitMinutes after which the page locks; it warns for the last minute, of a limit below two minutes for half
 */
export function idleState(idleSeconds: number, limitMinutes: number): Idle {
  const limit = limitMinutes * 60;
  const secondsLeft = Math.ceil(limit - idleSeconds);
  if (secondsLeft <= 0) return { kind: "over" };
  return secondsLeft <= Math.min(warningSeconds, limit / 2)
    ? { kind: "warned", secondsLeft }
    : { kind: "active" };
}
