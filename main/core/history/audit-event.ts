export type AuditAction = "read" | "create" | "update" | "delete" | "export";

/**
 * What happened. `subject` names the kind and id ("visit 3f0c..."); neither it nor `detail` names a person. When and
 * by whom are filled in as the row is written, unless it is written later.
 */
export type AuditEvent = {
  action: AuditAction;
  patientId: string | null;
  subject: string;
  detail?: string;
  at?: string;
  actor?: string;
};
