import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BatchRow } from "../../../shared/domain/batch.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { BatchLine } from "./batch-line.ts";
import { type BatchSettings, readSettings } from "./batch-settings.ts";
import { wholeLines } from "./whole-lines.ts";

/** Path of the table of a batch. @throws BulbarError `batch-refused` where the folder holds none */
export function batchTable(folder: string): string {
  settingsOf(folder);
  return join(folder, "results.csv");
}

/** Recordings of which a folder holds the result or why there is none; 0 where no batch was begun. */
export async function countWritten(folder: string): Promise<number> {
  if (!existsSync(linesOf(folder))) return 0;
  let count = 0;
  for await (const _ of wholeLines(linesOf(folder))) count++;
  return count;
}

/**
 * A part of a batch's results in short, in the order of its source, with how many there are and the models that answered.
 * @throws BulbarError `batch-refused` where the folder holds none
 */
export async function batchRows(
  folder: string,
  { failuresOnly, offset, limit }: { failuresOnly: boolean; offset: number; limit: number },
): Promise<{ total: number; rows: BatchRow[]; models: ModelSummary[] }> {
  const { models } = settingsOf(folder);
  const rows: BatchRow[] = [];
  let total = 0;
  for await (const { text } of wholeLines(linesOf(folder))) {
    const isWanted = !failuresOnly || isFailure(text);
    if (!isWanted) continue;
    if (total >= offset && rows.length < limit) rows.push(inShort(JSON.parse(text)));
    total++;
  }
  return { total, rows, models };
}

const linesOf = (folder: string): string => join(folder, "results.jsonl");

function settingsOf(folder: string): BatchSettings {
  const settings = existsSync(linesOf(folder)) ? readSettings(folder) : null;
  if (settings) return settings;
  throw new BulbarError("batch-refused", { file: folder, why: "no-settings" });
}

/** Only the line of a recording without a result may hold its error; the others are not read further. */
const isFailure = (text: string): boolean =>
  text.includes('"error":') && (JSON.parse(text) as BatchLine).error !== undefined;

function inShort(line: BatchLine): BatchRow {
  const { number, file } = line;
  if (line.error)
    return {
      number,
      file,
      task: null,
      durationSeconds: null,
      flags: [],
      answers: [],
      error: line.error.code,
    };
  return {
    number,
    file,
    task: line.task,
    durationSeconds: line.audio.durationSeconds,
    flags: line.quality.flags,
    answers: line.answers.map(({ members, top, notSure }) => ({
      model: members[0]?.model ?? "",
      ...top,
      notSure,
    })),
    error: null,
  };
}
