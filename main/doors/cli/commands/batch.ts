import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import type { ModelChoice } from "../../../../shared/domain/analysis.ts";
import { BulbarError } from "../../../../shared/domain/error.ts";
import type { ModelSummary } from "../../../../shared/domain/prediction.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import { sayCount } from "../../../../shared/words/say.ts";
import { sayBatchProgress } from "../../../../shared/words/say-batch.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { inShard, type Shard } from "../../../core/batch/batch-item.ts";
import { type BatchSettings, batchSettings } from "../../../core/batch/batch-settings.ts";
import { type BatchSource, itemsOf, openSource } from "../../../core/batch/batch-source.ts";
import type { BatchSummary } from "../../../core/batch/batch-summary.ts";
import { mergeBatches } from "../../../core/batch/merge-batches.ts";
import { runBatch } from "../../../core/batch/run-batch.ts";
import { type DecidedRules, originOfRules, undecidedRules } from "../../../core/findings/site-rules.ts";
import { answersUnasked } from "../../../core/inference/model-library.ts";
import { findProgramFolder, programVersion } from "../../../core/program.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { analystOf } from "../analyst.ts";
import { findModel } from "../find.ts";
import { language, words } from "../language.ts";
import {
  countFromOne,
  dataOption,
  deviceOption,
  repeatable,
  shard,
  siteOption,
  taskOption,
} from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { type CoreFlags, withWorkers } from "../with-core.ts";

type Flags = CoreFlags & {
  out: string;
  task?: TaskId;
  model?: string[];
  models: boolean;
  workers: number;
  shard?: Shard;
  merge?: string[];
};

export function batchCommand(): Command {
  return new Command("batch")
    .description(words.commands.batch)
    .argument("[source]", words.options.batchSource)
    .requiredOption("--out <folder>", words.options.outBatch)
    .addOption(taskOption())
    .option("--model <id>", words.options.model, repeatable)
    .addOption(new Option("--no-models", words.options.noModels).conflicts("model"))
    .option("--workers <count>", words.options.workers, countFromOne, availableParallelism())
    .option("--shard <part>", words.options.shard, shard)
    .addOption(new Option("--merge <folder...>", words.options.merge).conflicts("shard"))
    .addOption(siteOption())
    .addOption(deviceOption())
    .addOption(dataOption())
    .action(batch);
}

/** Exit code 0: all have results; 1: some failed; 2: it could not begin; 130, 143: stopped by Ctrl-C, SIGTERM. */
async function batch(source: string | undefined, flags: Flags): Promise<void> {
  if ((source === undefined) === (flags.merge === undefined))
    throw new BulbarError("usage", { why: "batch-source" });
  const { summary, isComplete } = flags.merge
    ? { summary: await asUsage(() => mergeBatches(flags.merge ?? [], flags.out)), isComplete: true }
    : await analyseAll(source ?? "", flags);
  process.stdout.write(closingWords(summary, flags.out, isComplete));
  if (summary.failures > 0) process.exitCode ||= 1;
}

async function analyseAll(path: string, flags: Flags) {
  const source = await asUsage(() => openSource(path));
  return withWorkers(flags, flags.workers, async (workers, stop) => {
    const settings = await asUsage(() => settingsOf(workers[0]!.client, source, flags));
    const progress = new BatchProgress(settings);
    const run = {
      settings,
      analysts: workers.map((worker) => analystOf(worker, settings.options)),
      stop,
      onProgress: progress.show,
    };
    return asUsage(() => runBatch(flags.out, run)).finally(() => progress.clear());
  });
}

/** What the results will depend on; models that were named have to be there. */
async function settingsOf(client: LocalClient, source: BatchSource, flags: Flags): Promise<BatchSettings> {
  const choice: ModelChoice = flags.models ? [...new Set(flags.model)] : "none";
  const { models } = await client.models.list();
  const { site } = flags;
  return batchSettings({
    programVersion: programVersion(findProgramFolder()),
    source,
    shard: flags.shard ?? { index: 1, count: 1 },
    options: { task: flags.task ?? null, models: choice, device: flags.device ?? "auto" },
    rules: originOfRules(site),
    models: answering(models, choice, site?.rules ?? undecidedRules),
  });
}

/** The models of a choice. @throws BulbarError `model-not-found` */
function answering(
  models: ModelSummary[],
  choice: ModelChoice,
  rules: Omit<DecidedRules, "norms">,
): ModelSummary[] {
  if (choice === "none") return [];
  if (choice.length === 0)
    return models.filter((one) => answersUnasked({ manifest: one, trusted: one.trusted }, rules));
  return choice.map((id) => findModel(models, id));
}

/** What is wrong with the command ends with exit code 2. */
async function asUsage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const usage = ["batch-refused", "table-invalid", "model-not-found", "file-not-found"];
    if (error instanceof BulbarError && usage.includes(error.code)) process.exitCode = 2;
    throw error;
  }
}

/** Rate and remaining time on a terminal; the source is counted meanwhile, where somebody looks. */
class BatchProgress {
  readonly #line = new ProgressLine();
  readonly #started = performance.now();
  #total: number | null = null;

  constructor({ source, shard }: BatchSettings) {
    // What is wrong with the source is told by the batch itself.
    if (this.#line.isSeen) this.#count(source, shard).catch(() => {});
  }

  show = ({ done, before, summary }: { done: number; before: number; summary: BatchSummary }): void => {
    const seconds = (performance.now() - this.#started) / 1000;
    const { failures } = summary;
    const told = { done, before, failures, total: this.#total };
    this.#line.show(sayBatchProgress(told, seconds, language));
  };

  clear(): void {
    this.#line.clear();
  }

  async #count(source: BatchSource, part: Shard): Promise<void> {
    let count = 0;
    for await (const _ of inShard(itemsOf(source), part)) count++;
    this.#total = count;
  }
}

function closingWords({ results, failures }: BatchSummary, folder: string, isComplete: boolean): string {
  const { batch } = words;
  const lines = [
    isComplete
      ? batch.done(folder, sayCount(results, "recording", language), String(failures))
      : batch.stopped(sayCount(results + failures, "recording", language)),
    failures > 0 ? batch.failuresIn(join(folder, "failures.csv")) : "",
    wordsOf(language).general.researchUseOnly,
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}
