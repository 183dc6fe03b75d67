import { setUnfinished } from "./unfinished.ts";

/**
 * Input that is not saved, as text by its key ("visit:ID"): kept while screens come and go, and in Electron's window, in
 * the program's memory, also while the page ends and comes back. Never stored: it may be a patient's.
 */
const drafts = new Map<string, string>();

/** Before the first screen is drawn. */
export async function restoreDrafts(): Promise<void> {
  for (const [key, text] of Object.entries((await window.bulbar?.drafts()) ?? {})) keepDraft(key, text);
}

export function draftOf(key: string): string | null {
  return drafts.get(key) ?? null;
}

export function keepDraft(key: string, text: string): void {
  drafts.set(key, text);
  changed(key, text);
}

/** It was saved or given up. */
export function forgetDraft(key: string): void {
  if (drafts.delete(key)) changed(key, null);
}

function changed(key: string, text: string | null): void {
  window.bulbar?.keepDraft(key, text);
  setUnfinished("input", drafts.size > 0);
}
