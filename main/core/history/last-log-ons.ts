import type { History } from "./open-history.ts";

/** When each user logged on last, by name; ISO 8601, UTC. */
export function lastLogOns({ database }: History): Map<string, string> {
  const rows = database
    .prepare<[], { actor: string; at: string }>(
      "SELECT actor, max(at) AS at FROM audit WHERE subject = 'session' AND detail = 'log-on' GROUP BY actor",
    )
    .all();
  return new Map(rows.map(({ actor, at }) => [actor, at]));
}
