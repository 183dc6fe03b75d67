import { constants, setPriority } from "node:os";
import type { MadeBackup, PlacedHistory } from "../../../shared/domain/backup.ts";
import { BulbarError, type ErrorCode, type ErrorData, errorFound } from "../../../shared/domain/error.ts";
import type { PatientFileContent } from "../../../shared/domain/patient-file.ts";
import type { OnProgress, Progress } from "../../../shared/domain/progress.ts";
import { startOwnProcess } from "../packed-program.ts";
import type { HistoryPlace } from "./backup-history.ts";
import type { CheckedHistory } from "./check-file.ts";
import type { PatientExport } from "./export-patient.ts";
import type { PatientImport } from "./import-patient.ts";
import type { Recovered } from "./recover-history.ts";
import type { NewKey } from "./rekey-history.ts";
import type { BackupKey } from "./restore-history.ts";

/** What a history's own process does, and what comes of it. */
export type HistoryResults = {
  check: CheckedHistory;
  backup: MadeBackup;
  restore: PlacedHistory;
  recover: Recovered;
  rekey: { recordings: number };
  "export-patient": PatientFileContent;
  "import-patient": PatientFileContent;
};
export type HistoryWork = keyof HistoryResults;

/** What is asked besides the file. */
export type HistoryAsks = {
  "export-patient": PatientExport;
  "import-patient": PatientImport;
  restore: BackupKey;
  rekey: NewKey;
};
type AskOf<Work extends HistoryWork> = Work extends keyof HistoryAsks ? [ask: HistoryAsks[Work]] : [];

/** `file`: the backup or the sealed file that is written or read. */
export type HistoryRequest =
  | { work: Exclude<HistoryWork, keyof HistoryAsks>; place: HistoryPlace; file: string }
  | {
      [Work in keyof HistoryAsks]: { work: Work; place: HistoryPlace; file: string; ask: HistoryAsks[Work] };
    }[keyof HistoryAsks];
export type HistoryAnswer =
  | { progress: Progress }
  | { done: unknown }
  | { failure: { code: ErrorCode; data: ErrorData } };

export type HistoryRun = {
  signal?: AbortSignal;
  onProgress: OnProgress;
  /** Gives way to everything else on this computer. */
  isBackground?: boolean;
};

/**
 * Does what reads or writes a whole history in a process of its own: SQLite's check and copy cannot be interrupted, a
 * process can be ended at any moment, and what it leaves is the old or the new.
 * @throws BulbarError as the work does; an AbortError
 */
export function historyApart<Work extends HistoryWork>(
  work: Work,
  place: HistoryPlace,
  file: string,
  { signal, onProgress, isBackground }: HistoryRun,
  ...[ask]: AskOf<Work>
): Promise<HistoryResults[Work]> {
  signal?.throwIfAborted();
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const module = new URL(`./history-process.${extension}`, import.meta.url);
  const child = startOwnProcess("history-process", module);
  if (isBackground && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const stop = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", stop, { once: true });
  return new Promise<HistoryResults[Work]>((resolve, reject) => {
    child.on("message", (answer: HistoryAnswer) => {
      if ("progress" in answer) onProgress(answer.progress);
      else if ("done" in answer) resolve(answer.done as HistoryResults[Work]);
      else reject(errorFound(answer.failure.code, answer.failure.data));
    });
    child.once("error", reject);
    child.once("exit", (exitCode, killedBy) =>
      reject(signal?.aborted ? signal.reason : ended(killedBy ?? exitCode)),
    );
    child.send({ work, place, file, ask } as HistoryRequest, () => {});
  }).finally(() => {
    signal?.removeEventListener("abort", stop);
    stop();
  });
}

function ended(how: unknown): BulbarError {
  return new BulbarError("internal", {
    why: "history-process",
    detail: String(how),
  });
}
