import { useSyncExternalStore } from "react";
import type { Unfinished } from "../shared/contract/shell.ts";

const begun = new Set<Unfinished>();
const listeners = new Set<() => void>();

/** Tells what would be lost if this window closed now: Electron's shell, or the browser, asks before it does. */
export function setUnfinished(what: Unfinished, isUnfinished: boolean): void {
  if (begun.has(what) === isUnfinished) return;
  if (isUnfinished) begun.add(what);
  else begun.delete(what);
  if (window.bulbar) window.bulbar.tellUnfinished([...begun]);
  else if (begun.size > 0) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
  for (const listener of listeners) listener();
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

export const isUnfinished = (what: Unfinished): boolean => begun.has(what);

export function subscribeUnfinished(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUnfinished = (what: Unfinished): boolean =>
  useSyncExternalStore(subscribeUnfinished, () => isUnfinished(what));
