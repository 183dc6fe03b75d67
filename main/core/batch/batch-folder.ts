import {
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import { type ExclusiveLock, tryExclusiveLock } from "../exclusive-lock.ts";
import type { BatchItem } from "./batch-item.ts";
import type { BatchLine } from "./batch-line.ts";
import {
  type BatchSettings,
  differences,
  readSettings,
  settingsPath,
  settingsText,
} from "./batch-settings.ts";
import { addToSummary, type BatchSummary, emptySummary } from "./batch-summary.ts";
import { columnsOf } from "./columns.ts";
import { csvLine } from "./csv-line.ts";
import { isAsBefore } from "./recording-content.ts";
import { wholeLines } from "./whole-lines.ts";

/** How far ahead of the first recording that is not done others may be, recordings: what is held in memory. */
const window = 1000;
/** A journal larger than this is written anew with what still waits, bytes. */
const largestJournalBytes = 32e6;
/** A power cut loses at most what was done within this, ms; a kill loses nothing. */
const syncEveryMs = 1000;

/**
 * The folder that a batch writes: `results.jsonl`, one line a recording in the order of the source; made from it
 * `results.csv`, `failures.csv` and at the end `summary.json`; `settings.json`. What is done ahead of its turn waits in
 * `journal.jsonl`, so that a kill at any moment loses nothing that was done: a line that was cut off is dropped, the rest
 * is read again.
 */
export class BatchFolder {
  readonly #folder: string;
  readonly #lock: ExclusiveLock | null;
  /** When the batch was begun, ms since 1970. */
  readonly #begunMs: number;
  readonly #columns: ReturnType<typeof columnsOf>;
  readonly #files: { results: number; table: number; failures: number };
  readonly #waiting = new Map<number, string>();
  /** What an earlier run did ahead of its turn, until the source is seen to have the same recording there. */
  readonly #earlier = new Map<number, string>();
  readonly #summary: BatchSummary;
  readonly #syncing: NodeJS.Timeout;
  #journal: number;
  #journalBytes = 0;
  #written = 0;
  #unsynced = false;

  private constructor(folder: string, settings: BatchSettings, lock: ExclusiveLock | null) {
    this.#folder = folder;
    this.#lock = lock;
    this.#begunMs = statSync(settingsPath(folder)).mtimeMs;
    this.#columns = columnsOf(settings.models, settings.source.kind === "table");
    this.#summary = emptySummary(settings.models);
    this.#files = {
      results: openSync(this.#path("results.jsonl"), "a"),
      table: openSync(this.#path("results.csv.partial"), "w"),
      failures: openSync(this.#path("failures.csv.partial"), "w"),
    };
    this.#journal = openSync(this.#path("journal.jsonl"), "a");
    writeFileSync(this.#files.table, csvLine(this.#columns.map(({ name }) => name)));
    writeFileSync(this.#files.failures, csvLine(["number", "file", "code", "reason"]));
    this.#syncing = setInterval(() => this.#sync(), syncEveryMs).unref();
  }

  /**
   * Begins a batch in a folder, or goes on with the one that was begun there with the same settings.
   * @param items the source's recordings from its start; those that are written already are taken from it
   * @throws BulbarError `batch-refused`: other settings, other recordings or other content of one, in use, results without settings
   */
  static async open(
    folder: string,
    settings: BatchSettings,
    items: AsyncIterator<BatchItem>,
  ): Promise<BatchFolder> {
    mkdirSync(folder, { recursive: true });
    const lock = lockFolder(folder);
    try {
      beginOrGoOn(folder, settings);
      const batch = new BatchFolder(folder, settings, lock);
      await batch.#readAgain(items);
      return batch;
    } catch (error) {
      lock?.release();
      throw error;
    }
  }

  /** Recordings that are written, in order. */
  get written(): number {
    return this.#written;
  }

  /** What was found, of all that is written. */
  get summary(): Readonly<BatchSummary> {
    return this.#summary;
  }

  /** Whether the recording at this place, from 0, may be worked on now. */
  hasRoomFor(place: number): boolean {
    return place < this.#written + window;
  }

  /**
   * Whether a recording was done ahead of its turn before the batch was stopped.
   * @throws BulbarError `batch-refused` where another one was
   */
  isDone(place: number, item: BatchItem): boolean {
    const line = this.#earlier.get(place);
    if (line === undefined) return false;
    this.#refuseOther(JSON.parse(line), item);
    this.#earlier.delete(place);
    this.#waiting.set(place, line);
    this.#writeWaiting();
    return true;
  }

  /** @throws BulbarError `batch-refused` where more was done before than the source, which is at its end, holds now */
  refuseLeftOver(): void {
    for (const line of this.#earlier.values()) this.#refuseOther(JSON.parse(line), undefined);
  }

  /** Keeps the line of a recording that is done; when this returns, no kill loses it. */
  add(place: number, line: string): void {
    this.#waiting.set(place, line);
    if (place !== this.#written) this.#note(place, line);
    else this.#writeWaiting();
  }

  /** Ends in order. @param isComplete with the whole source done: then the summary is written, and the journal goes */
  close(isComplete: boolean): void {
    clearInterval(this.#syncing);
    const { results, table, failures } = this.#files;
    for (const file of [results, table, failures, this.#journal]) {
      fsyncSync(file);
      closeSync(file);
    }
    if (isComplete) {
      writeWhole(this.#path("summary.json"), `${JSON.stringify(this.#summary, null, 2)}\n`);
      rmSync(this.#path("journal.jsonl"), { force: true });
    }
    this.#lock?.release();
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  async #readAgain(items: AsyncIterator<BatchItem>): Promise<void> {
    const path = this.#path("results.jsonl");
    let bytes = 0;
    for await (const { text, endBytes } of wholeLines(path)) {
      const line = parsed(text);
      if (!line) break;
      const { value: item } = await items.next();
      this.#refuseOther(line, item);
      this.#derive(line);
      this.#written++;
      bytes = endBytes;
    }
    truncateSync(path, bytes);
    for await (const { text, endBytes } of wholeLines(this.#path("journal.jsonl"))) {
      const space = text.indexOf(" ");
      const [place, line] = [Number(text.slice(0, space)), text.slice(space + 1)];
      if (!parsed(line)) break;
      this.#journalBytes = endBytes;
      if (place >= this.#written) this.#earlier.set(place, line);
    }
    truncateSync(this.#path("journal.jsonl"), this.#journalBytes);
    for (const name of ["results.csv", "failures.csv"])
      renameSync(this.#path(`${name}.partial`), this.#path(name));
    rmSync(this.#path("summary.json"), { force: true });
  }

  /** The line whose turn it is, where it is done. */
  #next(): string | undefined {
    return this.#waiting.get(this.#written);
  }

  /**
   * The order of the source is the order of the results: a recording that came or went in between would mix them up, and one
   * with other content would have another result.
   */
  #refuseOther(line: BatchLine, item: BatchItem | undefined): void {
    const { number, file, sha256 } = line;
    if (item?.number !== number || item.file !== file) {
      const facts = { number, expected: file, found: item?.file ?? "" };
      throw new BulbarError("batch-refused", { file: this.#folder, why: "other-files", facts });
    }
    const isSame =
      item.sha256 === undefined ? isAsBefore(item.path, sha256, this.#begunMs) : item.sha256 === sha256;
    if (isSame) return;
    const facts = { number, recording: file };
    throw new BulbarError("batch-refused", { file: this.#folder, why: "other-content", facts });
  }

  #writeWaiting(): void {
    for (let line = this.#next(); line; line = this.#next()) this.#write(line);
    if (this.#journalBytes > largestJournalBytes) this.#renewJournal();
  }

  #write(line: string): void {
    this.#unsynced = true;
    writeFileSync(this.#files.results, `${line}\n`);
    this.#derive(JSON.parse(line));
    this.#waiting.delete(this.#written);
    this.#written++;
  }

  #derive(line: BatchLine): void {
    addToSummary(this.#summary, line);
    writeFileSync(this.#files.table, csvLine(this.#columns.map(({ cell }) => cell(line))));
    if (!line.error) return;
    const { code, message } = line.error;
    writeFileSync(this.#files.failures, csvLine([line.number, line.file, code, message]));
  }

  #note(place: number, line: string): void {
    this.#unsynced = true;
    const text = `${place} ${line}\n`;
    writeFileSync(this.#journal, text);
    this.#journalBytes += Buffer.byteLength(text);
  }

  /** The results are on the disk before what the journal held of them goes. */
  #renewJournal(): void {
    fsyncSync(this.#files.results);
    closeSync(this.#journal);
    const lines = [...this.#earlier, ...this.#waiting].map(([place, line]) => `${place} ${line}\n`);
    writeWhole(this.#path("journal.jsonl"), lines.join(""));
    this.#journal = openSync(this.#path("journal.jsonl"), "a");
    this.#journalBytes = Buffer.byteLength(lines.join(""));
  }

  #sync(): void {
    if (!this.#unsynced) return;
    this.#unsynced = false;
    // A failure shows at the next write, or at the end.
    for (const file of [this.#files.results, this.#journal]) fdatasync(file, () => {});
  }
}

/**
 * Locks a file that stays: were it removed, one process could hold the lock of the old one while another takes the new one's.
 * @throws BulbarError `batch-refused` while another process writes there
 */
function lockFolder(folder: string): ExclusiveLock | null {
  try {
    const lock = tryExclusiveLock(join(folder, ".lock"));
    if (lock) return lock;
  } catch (error) {
    // Some file systems of clusters have no locks.
    if (`${(error as { code?: string }).code}`.startsWith("SQLITE_IOERR")) return null;
    throw error;
  }
  throw new BulbarError("batch-refused", { file: folder, why: "in-use" });
}

function beginOrGoOn(folder: string, settings: BatchSettings): void {
  const begun = readSettings(folder);
  if (!begun && existsSync(join(folder, "results.jsonl")))
    throw new BulbarError("batch-refused", { file: folder, why: "no-settings" });
  if (!begun) writeWhole(settingsPath(folder), settingsText(settings));
  const differing = begun ? differences(begun, settings) : [];
  if (differing.length === 0) return;
  const facts = { settings: differing.join(", ") };
  throw new BulbarError("batch-refused", { file: folder, why: "other-settings", facts });
}

/** The line of a whole write; null for what a power cut left. */
function parsed(text: string): BatchLine | null {
  try {
    return JSON.parse(text) as BatchLine;
  } catch {
    return null;
  }
}

/** The whole file or, after a kill, the one that was there. */
function writeWhole(path: string, text: string): void {
  const partial = `${path}.partial`;
  writeFileSync(partial, text, { flush: true });
  renameSync(partial, path);
}
