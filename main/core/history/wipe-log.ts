import type { History } from "./open-history.ts";

/**
 * Empties the write-ahead log, which holds what was removed; deleted content itself is overwritten (`secure_delete`).
 * @returns false while another program reads from the log: it is emptied when the history is opened the next time
 */
export function wipeLog({ database }: Pick<History, "database">): boolean {
  const [checkpoint] = database.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
  return checkpoint?.busy === 0;
}
