import { z } from "zod";

/**
 * Who works with the program. `clinician` judges and reports, `technician` records, `researcher` has models and
 * files but no patients, `administrator` runs the installation.
 */
export const roles = ["clinician", "technician", "researcher", "administrator"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** Who asks: what the audit trail names, and what decides which operations may be called. */
export const Session = z.object({ user: z.string().min(1), role: Role });
export type Session = z.infer<typeof Session>;

/** The one user of an installation without log-on. */
export const localAdministrator: Session = { user: "local", role: "administrator" };
