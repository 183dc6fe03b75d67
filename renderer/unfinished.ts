import type { Unfinished } from "../shared/contract/shell.ts";

const begun = new Set<Unfinished>();

/** Tells what would be lost if this window closed now: Electron's shell, or the browser, asks before it does. */
export function setUnfinished(what: Unfinished, isUnfinished: boolean): void {
  if (begun.has(what) === isUnfinished) return;
  if (isUnfinished) begun.add(what);
  else begun.delete(what);
  if (window.bulbar) window.bulbar.tellUnfinished([...begun]);
  else if (begun.size > 0) window.addEventListener("beforeunload", warn);
  else window.removeEventListener("beforeunload", warn);
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();
