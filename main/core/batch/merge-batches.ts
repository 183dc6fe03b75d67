import { existsSync } from "node:fs";
import { join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import { BatchFolder } from "./batch-folder.ts";
import type { BatchItem } from "./batch-item.ts";
import type { BatchLine } from "./batch-line.ts";
import { type BatchSettings, differences, readSettings } from "./batch-settings.ts";
import type { BatchSummary } from "./batch-summary.ts";
import { wholeLines } from "./whole-lines.ts";

type Part = { folder: string; settings: BatchSettings };

/**
 * Joins the shards of one batch, each complete, into a folder: the same bytes as of one machine that did it all.
 * @throws BulbarError `batch-refused`: not complete, of other settings, a shard missing or given twice; where the
 * folder holds something else
 */
export async function mergeBatches(folders: readonly string[], out: string): Promise<Readonly<BatchSummary>> {
  const parts = wholeSet(folders.map(readPart));
  const { settings } = parts[0]!;
  const whole = { ...settings, shard: { index: 1, count: 1 } };
  const found = linesInTurn(parts);
  const batch = await BatchFolder.open(out, whole, itemsOf(linesInTurn(parts)));
  let place = 0;
  for await (const line of found) {
    if (place >= batch.written) batch.add(place, line);
    place++;
  }
  batch.close(true);
  return batch.summary;
}

function readPart(folder: string): Part {
  const settings = readSettings(folder);
  if (!settings) throw new BulbarError("batch-refused", { file: folder, why: "no-settings" });
  if (existsSync(join(folder, "summary.json"))) return { folder, settings };
  throw new BulbarError("batch-refused", { file: folder, why: "not-complete" });
}

/** The shards in their order. Where the source lay on each machine is all in which they may differ. */
function wholeSet(parts: Part[]): Part[] {
  const [first] = parts;
  const { count } = first!.settings.shard;
  for (const { folder, settings } of parts) {
    const differing = differences(comparable(settings), comparable(first!.settings));
    if (differing.length === 0 && settings.shard.count === count) continue;
    const facts = { settings: [...differing, "shard"].join(", ") };
    throw new BulbarError("batch-refused", { file: folder, why: "other-settings", facts });
  }
  const sorted = parts.toSorted((a, b) => a.settings.shard.index - b.settings.shard.index);
  const isWhole =
    sorted.length === count && sorted.every(({ settings }, k) => settings.shard.index === k + 1);
  if (isWhole) return sorted;
  const facts = { count, shards: sorted.map(({ settings }) => settings.shard.index).join(", ") };
  throw new BulbarError("batch-refused", { file: first!.folder, why: "shards", facts });
}

function comparable({ source, ...settings }: BatchSettings): BatchSettings {
  return { ...settings, source: { ...source, path: "" }, shard: { index: 1, count: 1 } };
}

/** One line of each shard in turn: the order of the source. */
async function* linesInTurn(parts: readonly Part[]): AsyncGenerator<string> {
  const readers = parts.map(({ folder }) => wholeLines(join(folder, "results.jsonl")));
  for (;;) {
    for (const reader of readers) {
      const { value, done } = await reader.next();
      if (done) return;
      yield value.text;
    }
  }
}

async function* itemsOf(lines: AsyncIterable<string>): AsyncGenerator<BatchItem> {
  for await (const line of lines) {
    const { number, file, given = {}, sha256 } = JSON.parse(line) as BatchLine;
    yield { number, file, path: file, given, sha256 };
  }
}
