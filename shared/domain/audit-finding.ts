import { z } from "zod";

/**
 * What is wrong with an audit trail: a row was changed or removed; rows were cut from its end; it is older than, or not
 * the one of, the head that is kept outside; that head was removed; an older users file was put in place of the newest;
 * the clock went back.
 */
export const auditFaults = [
  "changed",
  "cut",
  "rolled-back",
  "head-missing",
  "older-users",
  "clock-set-back",
] as const;

export const AuditFinding = z.object({ row: z.int(), kind: z.enum(auditFaults) });
export type AuditFinding = z.infer<typeof AuditFinding>;
