import { basename } from "node:path";
import type { AskedAudit, AuditFilter } from "../../../shared/contract/history.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { type Core, historyPlaceOf } from "../core.ts";
import { audited, auditedPatientId, auditHead, listAudit } from "../history/audit.ts";
import { auditFindings } from "../history/audit-verify.ts";
import { readBackupNote, readBackupUsers } from "../history/backup-file.ts";
import type { HistoryPlace } from "../history/backup-history.ts";
import { backUpAsPlanned, planBackups } from "../history/backup-schedule.ts";
import { readBackupState } from "../history/backup-state.ts";
import { checkAndKeep } from "../history/check-schedule.ts";
import { type HistoryRun, historyApart } from "../history/history-apart.ts";
import type { History } from "../history/open-history.ts";
import { auditActors, filterAudit, pageAudit } from "../history/page-audit.ts";
import { keyIdOf } from "../vault/derived-key.ts";
import { isThere } from "../vault/place-new-file.ts";
import type { BackupCredentials } from "../vault/vault.ts";
import { type Context, operation, seatedOperation } from "./implementer.ts";
import { seated } from "./session.ts";
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
  page: onAudit.page.handler(async ({ context: { core }, input: { rows, before, ...asked } }) => {
    const opened = await core.history();
    const page = pageAudit(opened, { ...filterOf(opened, asked), before }, rows);
    return { ...page, actors: auditActors(opened) };
  }),
  list: onAudit.list.handler(async ({ context: { core }, input }) => {
    const opened = await core.history();
    return filterAudit(opened, filterOf(opened, input));
  }),
  verify: onAudit.verify.handler(async ({ context: { core } }) => {
    const opened = await core.history();
    const { number, sha256 } = auditHead(opened);
    return { findings: auditFindings(opened), rows: number, head: sha256 };
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

/** @throws BulbarError not-found where no such patient ever was */
function filterOf(history: History, { patient, ...filter }: AskedAudit): AuditFilter {
  return patient === undefined ? filter : { ...filter, patientId: auditedPatientId(history, patient) };
}

export const historyFiles = {
  check: onFiles.check.handler(({ context, signal }) =>
    withProgress((run) => checkAndKeep(placeOf(context), run), signal),
  ),
  backup: onFiles.backup.handler(({ context, input: { path }, signal }) =>
    withProgress((run) => historyApart("backup", placeOf(context), path, run), signal),
  ),
  restore: onFiles.restore.handler(({ context, input: { path, credentials }, signal }) =>
    withProgress(async (run) => {
      const backupKey = await backupKeyOf(context.core, path, credentials);
      return historyApart("restore", placeOf(context), path, run, { backupKey });
    }, signal),
  ),
  adoptUsers: seatedOperation.historyFiles.adoptUsers.handler(
    async ({ context, input: { path, credentials } }) => {
      const users = usersOf(path);
      if (users === null) throw new BulbarError("backup-invalid", { file: basename(path), why: "no-users" });
      return seated(context, await context.core.vault.adopt(users, credentials));
    },
  ),
  rekey: onFiles.rekey.handler(({ context, signal }) => withProgress((run) => rekey(context, run), signal)),
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

/** The key that a backup was made with, where it is not today's, and somebody of its moment opens it; else null. */
async function backupKeyOf(
  { vault }: Core,
  path: string,
  credentials: BackupCredentials | undefined,
): Promise<string | null> {
  const users = usersOf(path);
  const isOther = readBackupNote(path).keyId !== keyIdOf(vault.dataKey());
  if (!isOther || !credentials || users === null) return null;
  try {
    return await vault.keyOfBackup(users, credentials);
  } catch (error) {
    if ((error as { code?: string }).code !== "log-on-refused") throw error;
    throw new BulbarError("history-locked", { file: basename(path), why: "other-key" });
  }
}

/** @throws BulbarError file-not-found, backup-invalid */
function usersOf(path: string): string | null {
  if (!isThere(path)) throw new BulbarError("file-not-found", { file: basename(path), why: "missing" });
  return readBackupUsers(path);
}

/** The new key is sealed to everybody before the history has it, and takes the other one's place when it has. */
async function rekey(context: Context, run: HistoryRun) {
  const { core } = context;
  core.closeHistory();
  const nextKey = core.vault.prepareNewKey();
  const done = await historyApart("rekey", placeOf(context), "", run, { nextKey });
  core.vault.takeNewKey(nextKey);
  return done;
}
