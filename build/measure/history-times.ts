import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHistory } from "../../main/core/history/open-history.ts";
import { listPatients } from "../../main/core/history/patient-list.ts";
import { enterManyPatients } from "./many-patients.ts";

/** How opening, list and search grow from 1,000 to 5,000 patients: the quotient of the medians; 1 is flat. */
export type HistoryGrowth = {
  openHistory5000Over1000: number;
  patientList5000Over1000: number;
  patientSearch5000Over1000: number;
};

type Times = { open: number; list: number; search: number };

const key = "0123456789abcdef".repeat(4);

/** Makes two histories and takes turns between them, so that the machine's load meets both alike. */
export function historyGrowth(repeats: number): HistoryGrowth {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-history-times-"));
  const sizes = [1_000, 5_000] as const;
  const pathOf = (patients: number) => join(folder, `${patients}.db`);
  try {
    for (const patients of sizes) {
      const history = openHistory(pathOf(patients), key);
      enterManyPatients(history, patients);
      history.close();
    }
    const rounds = Array.from({ length: repeats }, () => sizes.map((patients) => timesOf(pathOf(patients))));
    const growth = (what: keyof Times) =>
      median(rounds.map(([, large]) => large![what])) / median(rounds.map(([small]) => small![what]));
    return {
      openHistory5000Over1000: growth("open"),
      patientList5000Over1000: growth("list"),
      patientSearch5000Over1000: growth("search"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Wall times of one program that opens a history, shows the first page of patients and searches, ms. */
function timesOf(path: string): Times {
  const start = performance.now();
  const history = openHistory(path, key);
  const opened = performance.now();
  listPatients(history, { limit: 100 });
  const listed = performance.now();
  listPatients(history, { query: "muller ada", limit: 100 });
  const searched = performance.now();
  history.close();
  return { open: opened - start, list: listed - opened, search: searched - listed };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}
