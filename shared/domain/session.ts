import { z } from "zod";

/**
 * Who works with the program. `clinician` judges and reports, `technician` records, `researcher` has models and
 * files but no patients, `administrator` runs the installation.
 */
export const roles = ["clinician", "technician", "researcher", "administrator"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** A name to log on with; it stands in the audit trail. Case does not matter, and no two users share one. */
export const UserName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{C}]+$/u);

/** Who asks: what the audit trail names, and what decides which operations may be called. */
export const Session = z.object({
  user: z.string().min(1),
  role: Role,
  /** Till when the password, entered once more, speaks for a signature; ISO 8601, UTC. */
  confirmedUntil: z.string().optional(),
});
export type Session = z.infer<typeof Session>;

/** What a page or a program keeps of its own session. */
export const OwnSession = Session.pick({ user: true, role: true }).extend({
  /** Takes the session over to a new connection as long as the core runs; to be kept in memory only. */
  token: z.string(),
  /** Nothing else may be done before the password was changed: somebody else chose it. */
  mustChangePassword: z.boolean(),
  /** A session without a call for so long is ended. */
  logOffAfterMinutes: z.int(),
});
export type OwnSession = z.infer<typeof OwnSession>;

/** Limits of the automatic log-off, minutes. */
export const LogOffMinutes = z.int().min(1).max(240);
export const usualLogOffMinutes = 10;

/** A user as an administrator sees one. */
export const User = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role,
  /** May not log on; keeps the name. */
  disabled: z.boolean(),
  /** Has a password that somebody else chose. */
  mustChangePassword: z.boolean(),
});
export type User = z.infer<typeof User>;
