import type { ContractRouterClient } from "@orpc/contract";
import { useSyncExternalStore } from "react";
import type { contract } from "../shared/contract/contract.ts";
import type { OwnSession } from "../shared/domain/session.ts";
import { giveDraftsTo } from "./drafts.ts";

/** Why somebody is no longer logged on: by hand, after a time without activity, or because the program ended it. */
export type LogOffReason = "locked" | "idle" | "ended";

/** Who sits at this page. The token in it is kept here, in the page's memory, and nowhere else. */
export type SessionState =
  | { kind: "asking" }
  | { kind: "no-users"; takesOver: boolean }
  /** `before`: whose unsaved input is kept. */
  | { kind: "logged-off"; before: { user: string; why: LogOffReason } | null }
  | { kind: "logged-on"; own: OwnSession };

let state: SessionState = { kind: "asking" };
let lastUser: string | null = null;
const listeners = new Set<() => void>();
const forgetting = new Set<() => void>();

function change(next: SessionState) {
  state = next;
  for (const listener of listeners) listener();
}

/** What was kept for one user is forgotten as soon as another one logs on. */
export function onOtherUser(forget: () => void): void {
  forgetting.add(forget);
}

export function loggedOn(own: OwnSession): void {
  giveDraftsTo(own.user);
  if (lastUser !== null && lastUser !== own.user) {
    for (const forget of forgetting) forget();
    location.hash = "";
  }
  lastUser = own.user;
  change({ kind: "logged-on", own });
}

export function loggedOff(why: LogOffReason = "ended"): void {
  if (state.kind === "logged-on") change({ kind: "logged-off", before: { user: state.own.user, why } });
  else if (state.kind !== "logged-off") change({ kind: "logged-off", before: null });
}

/** Logs off where the core knows of no session any more; a log-on that came while it was asked is not meant. */
export async function lookAfterSession(
  core: ContractRouterClient<Pick<typeof contract, "session">>,
): Promise<void> {
  const asked = state;
  const current = await core.session.current().catch(() => null);
  if (state === asked && current && !current.session && current.hasUsers) loggedOff();
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
  const { hasUsers, takesOver } = await core.session.current();
  if (hasUsers) loggedOff();
  else change({ kind: "no-users", takesOver });
}

function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const sessionNow = (): SessionState => state;

export const useSession = (): SessionState => useSyncExternalStore(subscribeSession, sessionNow);
