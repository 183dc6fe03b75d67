import { existsSync } from "node:fs";
import { join } from "node:path";
import { openHistory } from "../../../main/core/history/open-history.ts";
import { listPatients } from "../../../main/core/history/patient-list.ts";
import { enterManyPatients } from "../many-patients.ts";
import { inThisProcess, type Timed } from "./timing.ts";

const key = "0123456789abcdef".repeat(4);

/** Opening a history of so many patients, made in `folder` where it is not there. */
export function opening(folder: string, patients: number): Timed {
  const path = historyOf(folder, patients);
  return async () => {
    let history: ReturnType<typeof openHistory> | undefined;
    const times = await inThisProcess(() => (history = openHistory(path, key)))();
    history?.close();
    return times;
  };
}

/**
 * The first page of patients of a history that is open, looked at a second time: at the first look the hundred rows are
 * decrypted from as many pages as they lie on, which says more of where they lie than of how many there are.
 */
export function firstPage(folder: string, patients: number): Timed {
  const path = historyOf(folder, patients);
  return async () => {
    const history = openHistory(path, key);
    try {
      listPatients(history, { limit: 100 });
      return await inThisProcess(() => listPatients(history, { limit: 100 }))();
    } finally {
      history.close();
    }
  };
}

function historyOf(folder: string, patients: number): string {
  const path = join(folder, `${patients}.db`);
  if (existsSync(path)) return path;
  const history = openHistory(path, key);
  enterManyPatients(history, patients);
  history.close();
  return path;
}
