import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { AuditFinding } from "../domain/audit-finding.ts";
import { BackupPlan, BackupState, LostRows, MadeBackup, PlacedHistory } from "../domain/backup.ts";
import { Progress } from "../domain/progress.ts";
import { OwnSession } from "../domain/session.ts";
import { anyone, may } from "./may.ts";

const progress = Progress.extend({ type: z.literal("progress") });
const long = <Shape extends z.ZodRawShape>(result: z.ZodObject<Shape>) =>
  eventIterator(z.discriminatedUnion("type", [progress, result.extend({ type: z.literal("done") })]));

/** Backups by plan: what an administrator sees and sets. */
export const history = {
  backups: may().output(BackupState),
  planBackups: may().input(BackupPlan).output(BackupState),
  backUpNow: may().output(long(BackupState)),
};

export const AuditRow = z.object({
  number: z.int(),
  at: z.string(),
  actor: z.string(),
  action: z.enum(["read", "create", "update", "delete", "export"]),
  patientId: z.string().nullable(),
  subject: z.string(),
  detail: z.string(),
  sha256: z.string(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** UTC, to the millisecond: "2026-11-26T08:01:00.000Z". */
const AuditMoment = z.iso.datetime({ precision: 3 });

/** What rows of the trail are asked for; all conditions together. */
export const AuditFilter = z.object({
  patientId: z.string().optional(),
  actor: z.string().optional(),
  action: AuditRow.shape.action.optional(),
  /** A part of what is told: the kind of a thing, its id, a word of the detail. */
  text: z.string().max(200).optional(),
  /** From the first moment on, before the second, as rows have them. Which day that is is known where the question is asked. */
  from: AuditMoment.optional(),
  until: AuditMoment.optional(),
  /** Only rows older than this one: the next page. */
  before: z.int().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** The same as a person asks: `patient` is an id or, as long as there is such a patient, a code. */
const AskedAudit = AuditFilter.omit({ patientId: true, before: true }).extend({
  patient: z.string().optional(),
});
export type AskedAudit = z.infer<typeof AskedAudit>;

/** With the patient's code as long as there is such a patient. */
export const ListedAuditRow = AuditRow.extend({ patientCode: z.string().nullable() });
export type ListedAuditRow = z.infer<typeof ListedAuditRow>;

export const audit = {
  /** Newest first, a page at a time; `more`: there are older ones; `actors`: whoever stands in the trail. */
  page: may()
    .input(
      AskedAudit.extend({
        before: AuditFilter.shape.before,
        rows: z.int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ rows: z.array(ListedAuditRow), more: z.boolean(), actors: z.array(z.string()) })),
  /** All rows that are asked for, oldest first. */
  list: may().input(AskedAudit).output(z.array(AuditRow)),
  /** Empty where the trail is whole; with the last row, whose hash can be kept elsewhere. */
  verify: may().output(z.object({ findings: z.array(AuditFinding), rows: z.int(), head: z.string() })),
  /** All rows, and one more that says so. */
  export: may().output(z.array(AuditRow)),
};

const file = z.object({ path: z.string() });

/** With the recovery key the password becomes the user's new one. */
const BackupCredentials = z.object({
  name: z.string().max(200),
  password: z.string().max(1000),
  recoveryKey: z.string().max(200).optional(),
});

/** What takes paths: never offered to a window. */
export const historyFiles = {
  check: may().output(
    long(z.object({ pages: z.int(), recordings: z.int(), media: z.int(), reports: z.int() })),
  ),
  backup: may().input(file).output(long(MadeBackup)),
  /** Where the backup has another key than today's: by a user and password of its moment, or its recovery key. */
  restore: may()
    .input(file.extend({ credentials: BackupCredentials.optional() }))
    .output(long(PlacedHistory)),
  /** Takes the users of a backup over where there are none, and logs on; it is restored after that. */
  adoptUsers: anyone.input(file.extend({ credentials: BackupCredentials })).output(OwnSession),
  /** Encrypts the history with a new key; no other program may have it open. */
  rekey: may().output(long(z.object({ recordings: z.int() }))),
  recover: may().output(long(PlacedHistory.extend({ tables: z.array(LostRows) }))),
};
