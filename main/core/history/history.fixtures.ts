import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { VisitDetails } from "../../../shared/domain/visit.ts";
import { type History, type HistoryOptions, openHistory } from "./open-history.ts";

export const testKey = "0123456789abcdef".repeat(4);

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-history-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new history on disk, closed when the test is over. */
export function temporaryHistory(options: HistoryOptions = {}): History & { path: string } {
  const path = join(temporaryFolder(), "history.db");
  const history = openHistory(path, testKey, options);
  onTestFinished(() => history.close());
  return { ...history, path };
}

export const patientDetails = (code: string, name = ""): PatientDetails =>
  PatientDetails.parse({ code, name });
export const visitDetails = (date: string): VisitDetails => VisitDetails.parse({ date });
