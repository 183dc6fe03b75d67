import { historyPlaceOf } from "../core.ts";
import { audited, auditedPatientId, listAudit } from "../history/audit.ts";
import { auditFindings } from "../history/audit-verify.ts";
import type { HistoryPlace } from "../history/backup-history.ts";
import { backUpAsPlanned, planBackups } from "../history/backup-schedule.ts";
import { readBackupState } from "../history/backup-state.ts";
import { checkAndKeep } from "../history/check-schedule.ts";
import { historyApart } from "../history/history-apart.ts";
import { type Context, operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { history: on, audit: onAudit, historyFiles: onFiles } = operation;

export const history = {
  backups: on.backups.handler(({ context: { core } }) => readBackupState(core.options.dataFolder)),
  planBackups: on.planBackups.handler(async ({ context: { core }, input }) =>
    audited(
      await core.history(),
      () => planBackups(core.options.dataFolder, input),
      ({ folder, keep }) => ({
        action: "update",
        patientId: null,
        subject: "backups",
        detail: folder === null ? "no longer planned" : `planned, the newest ${keep} kept`,
      }),
    ),
  ),
  backUpNow: on.backUpNow.handler(({ context, signal }) =>
    withProgress((run) => backUpAsPlanned(placeOf(context), run), signal),
  ),
};

export const audit = {
  list: onAudit.list.handler(async ({ context: { core }, input: { patient } }) => {
    const opened = await core.history();
    return listAudit(opened, patient === undefined ? undefined : auditedPatientId(opened, patient));
  }),
  verify: onAudit.verify.handler(async ({ context: { core } }) => {
    const opened = await core.history();
    const rows = listAudit(opened);
    return { findings: auditFindings(opened), rows: rows.length, head: rows.at(-1)?.sha256 ?? "" };
  }),
  export: onAudit.export.handler(async ({ context: { core } }) => {
    const opened = await core.history();
    return audited(
      opened,
      () => listAudit(opened),
      (rows) => ({
        action: "export",
        patientId: null,
        subject: "audit",
        detail: `${rows.length} rows, the last ${rows.at(-1)?.sha256 ?? "none"}`,
      }),
    );
  }),
};

export const historyFiles = {
  check: onFiles.check.handler(({ context, signal }) =>
    withProgress((run) => checkAndKeep(placeOf(context), run), signal),
  ),
  backup: onFiles.backup.handler(({ context, input: { path }, signal }) =>
    withProgress((run) => historyApart("backup", placeOf(context), path, run), signal),
  ),
  restore: onFiles.restore.handler(({ context, input: { path }, signal }) =>
    withProgress((run) => historyApart("restore", placeOf(context), path, run), signal),
  ),
  recover: onFiles.recover.handler(({ context, signal }) =>
    withProgress((run) => historyApart("recover", placeOf(context), "", run), signal),
  ),
};

/**
 * Where the history lies and who asks, for work in a process of its own. The core's own connection is not asked: a
 * damaged history does not open, and one that is replaced must not be open.
 */
export function placeOf({ core, session }: Context): HistoryPlace {
  return historyPlaceOf(core, session.user);
}
