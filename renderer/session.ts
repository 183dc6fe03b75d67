import type { ContractRouterClient } from "@orpc/contract";
import { useSyncExternalStore } from "react";
import type { contract } from "../shared/contract/contract.ts";
import type { OwnSession } from "../shared/domain/session.ts";

/** Who sits at this page. The token in it is kept here, in the page's memory, and nowhere else. */
export type SessionState =
  | { kind: "asking" }
  | { kind: "no-users" }
  | { kind: "logged-off" }
  | { kind: "logged-on"; own: OwnSession };

let state: SessionState = { kind: "asking" };
const listeners = new Set<() => void>();

function change(next: SessionState) {
  state = next;
  for (const listener of listeners) listener();
}

export function loggedOn(own: OwnSession) {
  change({ kind: "logged-on", own });
}

export function loggedOff() {
  if (state.kind !== "logged-off") change({ kind: "logged-off" });
}

/** Takes the session over to a new connection, and asks whether there are users where nobody is logged on. */
export async function enterConnection(
  core: ContractRouterClient<Pick<typeof contract, "session">>,
): Promise<void> {
  if (state.kind === "logged-on") {
    const { token } = state.own;
    const own = await core.session.resume({ token }).catch(() => null);
    if (own) return loggedOn(own);
  }
  const { hasUsers } = await core.session.current();
  change({ kind: hasUsers ? "logged-off" : "no-users" });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSession = (): SessionState => useSyncExternalStore(subscribe, () => state);
