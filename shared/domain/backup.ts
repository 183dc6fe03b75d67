import { z } from "zod";
import { ErrorData } from "./error.ts";

/** A file's name ends so. */
export const backupSuffix = ".bulbar-backup";

/** A backup that was made and read again. `file` is a name, or where the command line wrote it. */
export const MadeBackup = z.object({
  file: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  bytes: z.int().nonnegative(),
  recordings: z.int().nonnegative(),
});
export type MadeBackup = z.infer<typeof MadeBackup>;

/** A history that took the place of another one, from a backup or by salvage. */
export const PlacedHistory = z.object({
  patients: z.int().nonnegative(),
  recordings: z.int().nonnegative(),
  /** Name of the file, in the data folder, that holds what was there before; null where there was nothing. */
  keptAs: z.string().nullable(),
});
export type PlacedHistory = z.infer<typeof PlacedHistory>;

/** Rows of a table that could not be read. */
export const LostRows = z.object({ table: z.string(), saved: z.int(), lost: z.int() });
export type LostRows = z.infer<typeof LostRows>;

/** Most backups that a folder may keep. */
export const mostBackups = 365;

/** What is done by itself: nothing where there is no folder, else one a day, the newest ones kept. */
export const BackupPlan = z.object({
  folder: z.string().trim().min(1).max(4096).nullable(),
  keep: z.int().min(1).max(mostBackups),
});
export type BackupPlan = z.infer<typeof BackupPlan>;

export const BackupState = BackupPlan.extend({
  last: MadeBackup.nullable(),
  /** Why the newest attempt failed; null where it did not. */
  failure: z.object({ at: z.string(), code: z.string(), data: ErrorData }).nullable(),
  /** The last full check of the history, whoever asked for it. */
  checked: z.object({ at: z.string(), isWhole: z.boolean() }).nullable(),
});
export type BackupState = z.infer<typeof BackupState>;
