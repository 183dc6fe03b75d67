import { setUnfinished } from "./unfinished.ts";

/**
 * Input that is not saved, as text by its key ("visit:ID"): kept while screens come and go and while the page is locked,
 * and in Electron's window, in the program's memory, also while the page ends and comes back. Never stored: it may be a
 * patient's. It belongs to one user, and is forgotten when another one logs on.
 */
const drafts = new Map<string, string>();
let owner: string | null = null;

/** Under which name Electron's window keeps whose drafts these are; no form's key has a space. */
const ownerKey = "drafts of";

/** Before the first screen is drawn. */
export async function restoreDrafts(): Promise<void> {
  const { [ownerKey]: user, ...kept } = (await window.bulbar?.drafts()) ?? {};
  owner = user ?? null;
  for (const [key, text] of Object.entries(kept)) keepDraft(key, text);
}

/** Somebody logged on: another one's drafts are forgotten. */
export function giveDraftsTo(user: string): void {
  if (owner === user) return;
  forgetDrafts();
  owner = user;
  window.bulbar?.keepDraft(ownerKey, user);
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

function forgetDrafts(): void {
  for (const key of [...drafts.keys()]) forgetDraft(key);
}

function changed(key: string, text: string | null): void {
  window.bulbar?.keepDraft(key, text);
  setUnfinished("input", drafts.size > 0);
}
