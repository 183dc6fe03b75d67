import { setImmediate } from "node:timers/promises";
import { BatchFolder } from "./batch-folder.ts";
import { type BatchItem, inShard } from "./batch-item.ts";
import { lineOf, type Outcome } from "./batch-line.ts";
import type { BatchSettings } from "./batch-settings.ts";
import { itemsOf } from "./batch-source.ts";
import type { BatchSummary } from "./batch-summary.ts";

/** Analyses one recording; an analysis that fails is an outcome too. */
export type Analyst = (item: BatchItem) => Promise<Outcome>;

export type BatchRun = {
  settings: BatchSettings;
  /** One for each worker. */
  analysts: readonly Analyst[];
  /** No recording is begun after it; those that run are finished. */
  stop: AbortSignal;
  /** After each recording. @param done of this run, and of earlier ones */
  onProgress?(progress: { done: number; before: number; summary: Readonly<BatchSummary> }): void;
};

/**
 * Works through a source into a folder, or goes on where an earlier run was stopped.
 * @returns what was found, and whether the source is done
 * @throws BulbarError `batch-refused`, `table-invalid`; the file system's own error when the disk is full: what was written is whole
 */
export async function runBatch(
  folder: string,
  { settings, analysts, stop, onProgress }: BatchRun,
): Promise<{ summary: Readonly<BatchSummary>; isComplete: boolean }> {
  const items = inShard(itemsOf(settings.source), settings.shard);
  const batch = await BatchFolder.open(folder, settings, items);
  const before = batch.written;
  let [next, done, isExhausted, hasFailed] = [before, 0, false, false];
  let moved = Promise.withResolvers<void>();

  /** An analyst has its next recording before its last one is written: it does not wait for the disk. */
  async function work(analyse: Analyst): Promise<void> {
    let analysed = await analyseNext(analyse);
    while (analysed) [analysed] = await allEnded([analyseNext(analyse), keep(analysed).catch(fail)]);
  }

  /** @returns null where no recording may be begun any more */
  async function analyseNext(analyse: Analyst): Promise<AnalysedItem | null> {
    while (!stop.aborted && !hasFailed && !isExhausted) {
      if (!batch.hasRoomFor(next)) {
        await moved.promise;
        continue;
      }
      const place = next++;
      const { value: item } = await items.next();
      if (item && !batch.isDone(place, item)) return { place, item, outcome: await analyse(item) };
      if (!item) {
        batch.refuseLeftOver();
        isExhausted = true;
      }
      tellMoved();
    }
    return null;
  }

  async function keep({ place, item, outcome }: AnalysedItem): Promise<void> {
    // by then the next recording is asked for
    await setImmediate();
    batch.add(place, lineOf(item, outcome));
    onProgress?.({ done: ++done, before, summary: batch.summary });
    tellMoved();
  }

  function tellMoved(): void {
    moved.resolve();
    moved = Promise.withResolvers();
  }

  function fail(error: unknown): never {
    hasFailed = true;
    tellMoved();
    throw error;
  }

  const working = allEnded(analysts.map((analyse) => work(analyse).catch(fail)));
  await working.finally(() => batch.close(isExhausted && !hasFailed));
  return { summary: batch.summary, isComplete: isExhausted };
}

type AnalysedItem = { place: number; item: BatchItem; outcome: Outcome };

/** What all have come to, once none runs any more. @throws what the first of those that failed has thrown */
async function allEnded<T extends readonly unknown[] | []>(running: T) {
  await Promise.allSettled(running);
  return Promise.all(running);
}
