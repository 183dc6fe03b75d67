import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { CsvError, parse } from "csv-parse";
import type { z } from "zod";
import { BulbarError, type ErrorFound } from "../../../shared/domain/error.ts";
import { passageIds } from "../../../shared/domain/passage.ts";
import { Sex } from "../../../shared/domain/patient.ts";
import { taskIds } from "../../../shared/domain/task.ts";
import { kindOf, recordingsBelow } from "../audio/recordings-below.ts";
import { type BatchItem, Given } from "./batch-item.ts";

/** Where a batch's recordings come from: a folder with all below it, or a table (CSV) that names them. */
export type BatchSource = { kind: "folder"; path: string } | { kind: "table"; path: string; sha256: string };

/** @throws BulbarError `file-not-found` */
export async function openSource(path: string): Promise<BatchSource> {
  const full = resolve(path);
  const kind = await kindOf(full);
  // nothing, as from a variable that is not set, would be the folder where the program runs
  if (kind === "missing" || path === "")
    throw new BulbarError("file-not-found", { file: path, why: "missing" });
  if (kind === "folder") return folderWithRecordings(path);
  const sha256 = createHash("sha256")
    .update(await readFile(full))
    .digest("hex");
  return { kind: "table", path: full, sha256 };
}

async function folderWithRecordings(path: string): Promise<BatchSource> {
  for await (const _ of recordingsBelow(path)) return { kind: "folder", path: resolve(path) };
  throw new BulbarError("file-not-found", { file: path, why: "folder" });
}

/**
 * The recordings of a source, in its order, found as they are asked for.
 * @throws BulbarError `table-invalid`
 */
export function itemsOf(source: BatchSource): AsyncGenerator<BatchItem> {
  return source.kind === "folder" ? itemsOfFolder(source.path) : itemsOfTable(source.path);
}

async function* itemsOfFolder(folder: string): AsyncGenerator<BatchItem> {
  let number = 0;
  for await (const path of recordingsBelow(folder)) {
    number++;
    yield { number, file: relative(folder, path).split(sep).join("/"), path, given: {} };
  }
}

/**
 * A CSV with the columns file, task, label, speaker, sex, age, passage, of which `file` alone is needed; others are
 * passed over. Separated by comma, semicolon or tab, whichever the first line has. Paths are relative to the table.
 */
async function* itemsOfTable(path: string): AsyncGenerator<BatchItem> {
  let number = 0;
  for await (const row of rowsOf(path)) {
    number++;
    const file = row.file ?? "";
    const at = isAbsolute(file) ? file : join(dirname(path), file);
    const told = Object.entries(row).filter(([, cell]) => cell !== "");
    const parsed = Given.safeParse(Object.fromEntries(told));
    const fault = file === "" ? missingFile : parsed.success ? undefined : faultOf(parsed.error, row);
    yield { number, file, path: at, given: parsed.data ?? {}, ...(fault && { fault }) };
  }
}

const missingFile: ErrorFound = { why: "field-missing", facts: { field: "file" } };

type Row = Readonly<Record<string, string>>;

async function* rowsOf(path: string): AsyncGenerator<Row> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      delimiter: await delimiterOf(path),
      columns: (header: string[]) => columnsOf(header, path),
      skip_empty_lines: true,
      trim: true,
      relax_column_count_less: true,
    }),
  );
  try {
    yield* parser as AsyncIterable<Row>;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0);
    throw new BulbarError("table-invalid", {
      file: path,
      why: "line",
      facts: { line },
      detail: error.message,
    });
  }
}

/** @throws BulbarError `table-invalid` where no column is called `file` */
function columnsOf(header: string[], path: string): string[] {
  const columns = header.map((name) => name.trim().toLowerCase());
  if (columns.includes("file")) return columns;
  throw new BulbarError("table-invalid", {
    file: path,
    why: "no-column",
    facts: { column: "file", columns: header.join(", ") },
  });
}

async function delimiterOf(path: string): Promise<string> {
  let head = "";
  for await (const piece of createReadStream(path, { encoding: "utf8", end: 4095 })) head += piece;
  const [first = ""] = head.split(/\r?\n/, 1);
  if (first.trim() === "") columnsOf([], path);
  const counted = [",", ";", "\t"].map((mark) => ({ mark, count: first.split(mark).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}

const optionsOf: Readonly<Record<string, readonly string[]>> = {
  task: taskIds,
  sex: Sex.options,
  passage: passageIds,
};

/** The first cell that cannot be used. */
function faultOf({ issues }: z.ZodError, row: Row): ErrorFound {
  const field = String(issues[0]?.path[0]);
  const value = row[field] ?? "";
  const options = optionsOf[field];
  return options
    ? { why: "field-options", facts: { field, value, options: options.join(", ") } }
    : { why: "field", facts: { field, value } };
}
