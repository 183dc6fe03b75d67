import { readFile } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { type BatchPlan, type BatchProgress, plannedByName } from "../../../shared/domain/batch.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type Rules, rulesAtHand } from "../analysis/site-rules.ts";
import { batchAnalyst } from "../batch/batch-analyst.ts";
import { batchRows, batchTable, countWritten } from "../batch/batch-rows.ts";
import { type BatchSettings, batchSettings } from "../batch/batch-settings.ts";
import { type BatchSource, itemsOf, openSource } from "../batch/batch-source.ts";
import { runBatch } from "../batch/run-batch.ts";
import type { Core } from "../core.ts";
import { audited } from "../history/audit.ts";
import type { AuditEvent } from "../history/audit-event.ts";
import { answersUnasked } from "../inference/model-library.ts";
import { summarise } from "../inference/model-package.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { analyseToJson } from "./files.ts";
import { operation } from "./implementer.ts";
import { withProgress } from "./with-progress.ts";

const { batches: on } = operation;

type Asked = { source: string; results: string; task: TaskId | null };
type AskedRun = Asked & { withModels: boolean };
type Counted = { type: "counted" } & BatchProgress;

export const batches = {
  plan: on.plan.handler(({ input, signal }) => planOf(input, signal)),
  run: on.run.handler(async ({ context: { core }, input, signal }) => {
    await note(core, { action: "create", subject: "batch of recordings that lie outside the history" });
    const run = withProgress<{ isComplete: boolean }, Counted>(
      ({ signal: stop, tell }) => inTurn(input.results, stop, () => analyseAll(core, input, { stop, tell })),
      signal,
    );
    return withoutStages(run);
  }),
  page: on.page.handler(async ({ context: { core }, input: { results, ...part } }) => {
    await note(core, { action: "read", subject: "results of a batch" });
    return batchRows(wholePath(results), part);
  }),
  csv: on.csv.handler(async ({ context: { core }, input: { results } }) => {
    const table = await readFile(batchTable(wholePath(results)));
    await note(core, { action: "export", subject: "results of a batch" });
    return new Blob([table as Uint8Array<ArrayBuffer>], { type: "text/csv" });
  }),
};

/** Where its files lie is not written down: a path may name a person. */
async function note(core: Core, event: Pick<AuditEvent, "action" | "subject">): Promise<void> {
  audited(
    await core.history(),
    () => {},
    () => ({ ...event, patientId: null }),
  );
}

/** @throws BulbarError `invalid-input` where it is not written from the root on */
function wholePath(path: string): string {
  if (isAbsolute(path)) return resolve(path);
  throw new BulbarError("invalid-input", { file: path, why: "folder-in-part" });
}

async function planOf({ source, results, task }: Asked, signal?: AbortSignal): Promise<BatchPlan> {
  const counts = new Map<TaskId, number>();
  const first: BatchPlan["first"] = [];
  let files = 0;
  for await (const { file, path, given } of itemsOf(await openSource(wholePath(source)))) {
    signal?.throwIfAborted();
    const told = given.task ?? task ?? guessTask(path).task;
    counts.set(told, (counts.get(told) ?? 0) + 1);
    if (files++ < plannedByName) first.push({ file, task: told });
  }
  const tasks = [...counts].map(([one, count]) => ({ task: one, files: count }));
  tasks.sort((a, b) => b.files - a.files);
  return { files, tasks, first, done: await countWritten(wholePath(results)) };
}

/** Runs by the folder that they write into, until they have left it. */
const running = new Map<string, { stop: AbortSignal; ended: Promise<unknown> }>();

/** Goes on where a run was just stopped as soon as that one has left the folder. */
async function inTurn<T>(folder: string, stop: AbortSignal, work: () => Promise<T>): Promise<T> {
  const before = running.get(folder);
  if (before?.stop.aborted) await before.ended;
  const result = work();
  const own = { stop, ended: result.catch(() => {}) };
  running.set(folder, own);
  return result.finally(() => running.get(folder) === own && running.delete(folder));
}

/** A batch tells its own progress, and no stages. */
async function* withoutStages<Event extends { type: string }>(events: AsyncIterable<Event>) {
  for await (const event of events)
    if (event.type !== "progress") yield event as Exclude<Event, { type: "progress" }>;
}

async function analyseAll(
  core: Core,
  asked: AskedRun,
  { stop, tell }: { stop: AbortSignal; tell: (told: Counted) => void },
): Promise<{ isComplete: boolean }> {
  const source = await openSource(wholePath(asked.source));
  let total: number | null = null;
  // what is wrong with the source is told by the batch itself
  const counting = countOf(source).then(
    (count) => (total = count),
    () => {},
  );
  // taken once: who logs off meanwhile changes nothing
  const rules = await rulesAtHand(core);
  const settings = await settingsOf(core, source, asked, rules);
  const analyst = batchAnalyst(
    settings.options,
    (request) => analyseToJson(core, request, { signal: stop }, rules),
    stop,
  );
  const { isComplete } = await runBatch(wholePath(asked.results), {
    settings,
    analysts: [analyst],
    stop,
    onProgress: ({ done, before, summary: { failures } }) =>
      tell({ type: "counted", done, before, total, failures }),
  });
  await counting;
  return { isComplete };
}

async function settingsOf(
  core: Core,
  source: BatchSource,
  { task, withModels }: AskedRun,
  rules: Rules,
): Promise<BatchSettings> {
  const { programVersion, device } = core.options;
  const { packages } = await core.models.content();
  return batchSettings({
    programVersion,
    source,
    shard: { index: 1, count: 1 },
    options: { task, models: withModels ? [] : "none", device: device ?? "auto" },
    rules: rules.origin,
    models: withModels ? packages.filter((found) => answersUnasked(found, rules)).map(summarise) : [],
  });
}

async function countOf(source: BatchSource): Promise<number> {
  let count = 0;
  for await (const _ of itemsOf(source)) count++;
  return count;
}
