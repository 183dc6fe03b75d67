import { z } from "zod";
import { OwnShortcuts } from "../../../shared/domain/own-shortcuts.ts";
import type { History } from "./open-history.ts";
import { readSiteSetting, writeSiteSetting } from "./site-settings.ts";

/** By the id of the user whose they are. */
const AllShortcuts = z.record(z.string(), OwnShortcuts);

const allShortcuts = (history: History) => readSiteSetting(history, "shortcuts", AllShortcuts) ?? {};

/** The keys that a user has chosen; empty where none were. */
export function ownShortcuts(history: History, userId: string): OwnShortcuts {
  return allShortcuts(history)[userId] ?? {};
}

/** Sets a user's keys in place of those before; others' stay. */
export function setOwnShortcuts(
  history: History,
  { userId, user }: { userId: string; user: string },
  own: OwnShortcuts,
): void {
  writeSiteSetting(history, "shortcuts", { ...allShortcuts(history), [userId]: own }, `of ${user}`);
}
