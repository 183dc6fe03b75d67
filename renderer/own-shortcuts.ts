import { useSyncExternalStore } from "react";
import type { OwnShortcuts } from "../shared/domain/own-shortcuts.ts";

let own: OwnShortcuts = {};
const listeners = new Set<() => void>();

/** What the user who is logged on has chosen. */
export function setOwnShortcuts(next: OwnShortcuts): void {
  own = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const ownShortcutsNow = (): OwnShortcuts => own;

export const useOwnShortcuts = (): OwnShortcuts => useSyncExternalStore(subscribe, ownShortcutsNow);
