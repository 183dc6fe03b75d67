/** A process that checks, backs up, restores or salvages one history; use `historyApart`. Ends with who asked. */
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Progress } from "../../../shared/domain/progress.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { backUpHistory, refuseMissing } from "./backup-history.ts";
import { checkHistoryFile } from "./check-file.ts";
import { exportPatient } from "./export-patient.ts";
import type { HistoryAnswer, HistoryRequest } from "./history-apart.ts";
import { historyFileName } from "./history-file-name.ts";
import { importPatient } from "./import-patient.ts";
import { recoverHistory } from "./recover-history.ts";
import { rekeyHistory } from "./rekey-history.ts";
import { restoreHistory } from "./restore-history.ts";

/** Progress is told at most so often, ms. */
const tellEveryMs = 100;

process.once("disconnect", () => process.exit(1));
process.once("message", async (request) => {
  const answer = await answerTo(request as HistoryRequest);
  process.send?.(answer, () => process.disconnect());
});

async function answerTo(request: HistoryRequest): Promise<HistoryAnswer> {
  try {
    return { done: await workOn(request) };
  } catch (error) {
    const known = error instanceof BulbarError ? error : storageError(error);
    if (known) return { failure: { code: known.code, data: known.data } };
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { failure: { code: "internal", data: { detail } } };
  }
}

function workOn(request: HistoryRequest): Promise<unknown> {
  const { work, place, file } = request;
  if (work === "backup") return backUpHistory(place, file, tell);
  if (work === "restore") return restoreHistory(place, file, request.ask, tell);
  if (work === "rekey") return rekeyHistory(place, request.ask, tell);
  if (work === "recover") return recoverHistory(place, tell);
  if (work === "export-patient") return exportPatient(place, file, request.ask, tell);
  if (work === "import-patient") return importPatient(place, file, request.ask, tell);
  const path = join(place.dataFolder, historyFileName);
  refuseMissing(path);
  return checkHistoryFile(path, place.key, tell);
}

let toldAt = Number.NEGATIVE_INFINITY;

function tell(progress: Progress): void {
  if (performance.now() - toldAt < tellEveryMs) return;
  toldAt = performance.now();
  process.send?.({ progress } satisfies HistoryAnswer);
}
