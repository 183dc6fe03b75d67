import { z } from "zod";
import { Analysis } from "../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { Recording } from "../../../shared/domain/recording.ts";

/** A stored analysis of some version, as JSON gives it. */
type Stored = Record<string, unknown>;

/** One change of the shape of stored analyses. Pure; a released one is never edited. */
export type UpgradeStep = (stored: Stored) => Stored;

/**
 * The steps from version 1 on, in order: the first makes version 2 of version 1, and so on. A field that is new and has
 * a default in `Analysis` needs no step. Version 1 carries no number: rows up to Bulbar 0.1.
 */
export const upgradeSteps: readonly UpgradeStep[] = [];

/** The text of an analysis as it is kept: `schemaVersion` beside its fields. */
export function storedAnalysis(analysis: Analysis, steps = upgradeSteps): string {
  return JSON.stringify({ schemaVersion: steps.length + 1, ...analysis });
}

/**
 * Reads a stored analysis: upgraded to today's shape, then checked once. The row itself is left as it is.
 * @throws BulbarError history-from-future, history-corrupt with the recording and the field in its detail
 */
export function readAnalysis(text: string, recordingId: string, steps = upgradeSteps): Analysis {
  const { schemaVersion = 1, ...stored } = JSON.parse(text) as Stored;
  const version = Number(schemaVersion);
  if (version > steps.length + 1)
    throw new BulbarError("history-from-future", {
      why: "analysis",
      detail: `recording ${recordingId}, schema ${version}, this program knows ${steps.length + 1}`,
    });
  const upgraded = steps.slice(version - 1).reduce((older, step) => step(older), stored);
  const read = Analysis.safeParse(upgraded);
  if (read.success) return read.data;
  throw new BulbarError("history-corrupt", {
    why: "analysis",
    detail: `recording ${recordingId}: ${z.prettifyError(read.error)}`,
  });
}

/**
 * The newest analysis of a recording as it can be shown: one that cannot be read costs no more than itself. The recording is
 * listed without it, and can be analysed again.
 */
export function readNewestAnalysis(
  text: string | null,
  recordingId: string,
): Pick<Recording, "analysis" | "analysisProblem"> {
  if (text === null) return { analysis: null };
  try {
    return { analysis: readAnalysis(text, recordingId) };
  } catch (error) {
    if (!(error instanceof BulbarError)) throw error;
    const isNewer = error.code === "history-from-future";
    return { analysis: null, analysisProblem: isNewer ? "made-by-newer-program" : "unreadable" };
  }
}
