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

  async function work(analyse: Analyst): Promise<void> {
    while (!stop.aborted && !hasFailed && !isExhausted) {
      if (!batch.hasRoomFor(next)) {
        await moved.promise;
        continue;
      }
      const place = next++;
      const { value: item } = await items.next();
      if (!item) {
        batch.refuseLeftOver();
        isExhausted = true;
      } else if (!batch.isDone(place, item)) {
        batch.add(place, lineOf(item, await analyse(item)));
        onProgress?.({ done: ++done, before, summary: batch.summary });
      }
      moved.resolve();
      moved = Promise.withResolvers();
    }
  }

  const workers = analysts.map((analyse) =>
    work(analyse).catch((error: unknown) => {
      hasFailed = true;
      moved.resolve();
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(workers)).find(({ status }) => status === "rejected");
  const isComplete = isExhausted && !failed;
  batch.close(isComplete);
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return { summary: batch.summary, isComplete };
}
