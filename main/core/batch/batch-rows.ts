import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BatchRow } from "../../../shared/domain/batch.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { BatchLine } from "./batch-line.ts";
import { type BatchSettings, readSettings, settingsPath } from "./batch-settings.ts";
import { LineIndex, type LinesPart } from "./line-index.ts";

/** Path of the table of a batch. @throws BulbarError `batch-refused` where the folder holds none */
export function batchTable(folder: string): string {
  settingsOf(folder);
  return join(folder, "results.csv");
}

/** Recordings of which a folder holds the result or why there is none; 0 where no batch was begun. */
export async function countWritten(folder: string): Promise<number> {
  return existsSync(linesOf(folder)) ? (await indexOf(folder)).lines : 0;
}

/**
 * A part of a batch's results in short, in the order of its source, with how many there are and the models that answered.
 * @throws BulbarError `batch-refused` where the folder holds none
 */
export async function batchRows(
  folder: string,
  part: LinesPart,
): Promise<{ total: number; rows: BatchRow[]; models: ModelSummary[] }> {
  const { models } = settingsOf(folder);
  const index = await indexOf(folder);
  const rows = (await index.part(part)).map(inShort);
  return { total: part.failuresOnly ? index.failures : index.lines, rows, models };
}

const linesOf = (folder: string): string => join(folder, "results.jsonl");

function settingsOf(folder: string): BatchSettings {
  const settings = existsSync(linesOf(folder)) ? readSettings(folder) : null;
  if (settings) return settings;
  throw new BulbarError("batch-refused", { file: folder, why: "no-settings" });
}

/** Of the batch that was looked at last. @property begunMs when it was begun, ms since 1970 */
let latest: { folder: string; begunMs: number; index: LineIndex } | null = null;

/** The index of a folder's results as they stand now; one that was begun anew has another. */
async function indexOf(folder: string): Promise<LineIndex> {
  const begunMs = statSync(settingsPath(folder), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const isSame =
    latest?.folder === folder &&
    latest.begunMs === begunMs &&
    latest.index.bytes <= statSync(linesOf(folder)).size;
  if (!latest || !isSame) latest = { folder, begunMs, index: new LineIndex(linesOf(folder)) };
  const { index } = latest;
  await index.readOn();
  return index;
}

function inShort(line: BatchLine): BatchRow {
  const { number, file } = line;
  if (line.error) {
    const { message: _, ...error } = line.error;
    return { number, file, task: null, durationSeconds: null, flags: [], answers: [], error };
  }
  return {
    number,
    file,
    task: line.task,
    durationSeconds: line.audio.durationSeconds,
    flags: line.quality.flags,
    answers: line.answers.map(({ members, top, notSure, notSureWhy }) => ({
      model: members[0]?.model ?? "",
      ...top,
      notSure,
      ...(notSureWhy && { notSureWhy }),
    })),
    error: null,
  };
}
