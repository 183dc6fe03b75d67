import { availableParallelism } from "node:os";
import { Command } from "commander";
import { BulbarError } from "../../../../shared/domain/error.ts";
import type { FileResult } from "../../../../shared/domain/file-result.ts";
import { type ModelSummary, researchUseOnly } from "../../../../shared/domain/prediction.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import { sayCount, sayInterval, sayNumber, sayPercent } from "../../../../shared/words/say.ts";
import { sayErrorSentence } from "../../../../shared/words/say-error.ts";
import { sayFigure, sayModelLabel, sayTrainedOn } from "../../../../shared/words/say-model.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { BatchItem } from "../../../core/batch/batch-item.ts";
import type { Outcome } from "../../../core/batch/batch-line.ts";
import { type BatchSource, itemsOf, openSource } from "../../../core/batch/batch-source.ts";
import {
  type Answer,
  type Estimate,
  type Evaluated,
  type Evaluation,
  evaluate,
  scoreNames,
} from "../../../core/evaluation/evaluate.ts";
import { writeEvaluation } from "../../../core/evaluation/write-evaluation.ts";
import { findProgramFolder, programVersion } from "../../../core/program.ts";
import { analystOf } from "../analyst.ts";
import { findModel } from "../find.ts";
import { inTurn } from "../in-turn.ts";
import { language, words } from "../language.ts";
import { countFromOne, dataOption, deviceOption, jsonOption, taskOption } from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { table } from "../table.ts";
import { type CoreFlags, type Worker, withWorkers } from "../with-core.ts";

type Flags = CoreFlags & {
  model: string;
  labels: string;
  out?: string;
  task?: TaskId;
  workers: number;
  json?: boolean;
};

export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description(words.commands.evaluate)
    .requiredOption("--model <id>", words.options.evaluated)
    .requiredOption("--labels <file>", words.options.labels)
    .option("--out <folder>", words.options.outEvaluation)
    .addOption(taskOption())
    .option("--workers <count>", words.options.workers, countFromOne, availableParallelism())
    .addOption(jsonOption())
    .addOption(deviceOption())
    .addOption(dataOption())
    .action(evaluateModel);
}

type Answered = Answer & { file: string };
/** A recording without an answer: it could not be analysed, or the model refused it. */
type Unanswered = { file: string; code: string; message: string; refused: boolean };

/** Exit code 0: all recordings could be analysed; 1: some could not, or the table cannot be used. */
async function evaluateModel(flags: Flags): Promise<void> {
  const source = await openSource(flags.labels);
  const items: BatchItem[] = [];
  for await (const item of itemsOf(source)) items.push(item);
  const { model, outcomes } = await withWorkers(flags, flags.workers, async (workers, stop) => {
    const { models } = await workers[0]!.client.models.list();
    const model = findModel(models, flags.model);
    refuseLabels(items, model);
    return { model, outcomes: await askAbout(items, model, workers, stop, flags.task) };
  });
  const answered = outcomes.filter((one): one is Answered => "truth" in one);
  const unanswered = outcomes.filter((one): one is Unanswered => "code" in one);
  if (answered.length === 0)
    throw new BulbarError("evaluation-refused", {
      file: flags.labels,
      why: "no-answer",
      detail: unanswered[0]?.message,
    });
  const areSpeakersTold = items.every(({ given }) => given.speaker !== undefined);
  const evaluation = evaluate(answered, { isOrdinal: model.ordinal, areSpeakersTold });
  const whole = wholeEvaluation(evaluation, { model, source, listed: items.length, unanswered });
  if (flags.out)
    writeEvaluation(flags.out, {
      evaluation: whole,
      labels: model.labels,
      confusion: evaluation.byRecording.confusion,
      answers: answered,
      captions: [
        words.evaluation.caption,
        `${model.id} ${model.version}`,
        wordsOf(language).general.researchUseOnly,
      ],
    });
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(whole, null, 2)}\n`
      : describe(evaluation, { model, listed: items.length, unanswered }),
  );
  if (unanswered.some(({ refused }) => !refused)) process.exitCode ||= 1;
}

/** @throws BulbarError `evaluation-refused` where a row has no label, or one that is no class of the model */
function refuseLabels(items: readonly BatchItem[], { labels }: ModelSummary): void {
  const without = items.find(({ given }) => given.label === undefined);
  if (without)
    throw new BulbarError("evaluation-refused", { why: "no-label", facts: { row: without.number } });
  const unknown = [...new Set(items.map(({ given }) => given.label ?? ""))].filter(
    (label) => !labels.includes(label),
  );
  if (unknown.length === 0) return;
  const facts = { labels: unknown.slice(0, 20).join(", "), classes: labels.join(", ") };
  throw new BulbarError("evaluation-refused", { why: "labels", facts });
}

/** What the model says of each, in the order of the table. A model of one task is asked about that, unless told otherwise. */
async function askAbout(
  items: readonly BatchItem[],
  model: ModelSummary,
  workers: readonly Worker[],
  stop: AbortSignal,
  told: TaskId | undefined,
): Promise<(Answered | Unanswered)[]> {
  const progress = new ProgressLine();
  const task = told ?? (model.tasks.length === 1 ? model.tasks[0]! : null);
  const analysts = workers.map((worker) => analystOf(worker, { task, models: [model.id] }));
  const outcomes: (Answered | Unanswered)[] = [];
  await inTurn(
    items,
    analysts,
    async (analyse, item) => {
      stop.throwIfAborted();
      return toOutcome(item, model, await analyse(item));
    },
    async (outcome) => {
      outcomes.push(outcome);
      progress.show(words.progress(String(outcomes.length), String(items.length), outcome.file));
    },
  ).finally(() => progress.clear());
  return outcomes;
}

function toOutcome({ file, number, given }: BatchItem, model: ModelSummary, outcome: Outcome) {
  if ("error" in outcome) return { file, ...outcome.error, refused: false };
  const { predictions, refusals } = JSON.parse(outcome.json) as FileResult;
  const found = predictions.find((one) => one.model === model.id);
  if (found) {
    const { probabilities, set, rejected } = found;
    const truth = model.labels.indexOf(given.label ?? "");
    const classes = set && { ...set, classes: set.labels.map((label) => model.labels.indexOf(label)) };
    return { file, speaker: given.speaker ?? `#${number}`, truth, probabilities, set: classes, rejected };
  }
  const refusal = refusals.find((one) => one.model === model.id);
  const code = refusal?.code ?? "model-failed";
  return { file, code, message: sayErrorSentence(code, refusal ?? {}, "en"), refused: true };
}

type About = { model: ModelSummary; source: BatchSource; listed: number; unanswered: Unanswered[] };

/** What `evaluation.json` holds: with what stands beside every answer of a model, and the recordings without one. */
function wholeEvaluation(evaluation: Evaluation, { model, source, listed, unanswered }: About): object {
  const { id, version, modelSha256, status, trainedOn, honestError, labels } = model;
  const named = ({ classes, ...rest }: Evaluated) => ({
    ...rest,
    classes: Object.fromEntries(classes.map((scores, k) => [labels[k]!, scores])),
  });
  const { byRecording, bySpeaker, ...rest } = evaluation;
  return {
    notice: researchUseOnly,
    program: { name: "bulbar", version: programVersion(findProgramFolder()) },
    model: { id, version, modelSha256, status, trainedOn, honestError, labels },
    table: source,
    recordings: { listed, answered: listed - unanswered.length, unanswered },
    byRecording: named(byRecording),
    bySpeaker: bySpeaker && named(bySpeaker),
    ...rest,
  };
}

function describe(
  evaluation: Evaluation,
  { model, listed, unanswered }: Pick<About, "model" | "listed" | "unanswered">,
): string {
  const { byRecording, bySpeaker, sets, sure, doubts } = evaluation;
  const said = words.evaluation;
  const shown = model.labels.map((label) => sayModelLabel(model.id, label, language));
  const speakers = sayCount(byRecording.speakers, "speaker", language);
  const lines = [
    `${model.id} ${model.version}`,
    said.counted(String(byRecording.count), sayCount(listed, "recording", language), speakers),
    ...reasonsOf(unanswered),
    "",
    scoreTable(byRecording, bySpeaker),
    said.intervals,
    "",
    table(
      [said.class, said.precision, said.recall, said.f1, said.support],
      byRecording.classes.map(({ precision, recall, f1, support }, k) => [
        shown[k]!,
        score(precision),
        score(recall),
        score(f1),
        support,
      ]),
    ),
    "",
    sets &&
      said.sets(
        sayPercent(sets.promised, language),
        estimate(sets.measured),
        sayNumber(sets.meanSize, 2, language),
      ),
    said.sure(sayPercent(sure.share, language), score(sure.accuracy)),
    ...doubts.map((doubt) => said.doubts[doubt]),
    "",
    words.trainedOn(sayTrainedOn(model.id, model.trainedOn, language)),
    words.honestError(sayFigure(model.honestError, language)),
    wordsOf(language).general.researchUseOnly,
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

/** How many recordings have no answer, by why. */
function reasonsOf(unanswered: readonly Unanswered[]): string[] {
  return [...Map.groupBy(unanswered, ({ code }) => code)].map(([code, own]) =>
    words.evaluation.noAnswers(String(own.length), own.length === 1 ? own[0]!.message : `[${code}]`),
  );
}

function scoreTable(byRecording: Evaluated, bySpeaker: Evaluated | null): string {
  const said = words.evaluation;
  const header = [said.score, said.byRecording, ...(bySpeaker ? [said.bySpeaker] : [])];
  const rows = scoreNames
    .filter((name) => byRecording.scores[name])
    .map((name) => [
      said.scores[name],
      estimate(byRecording.scores[name]!),
      ...(bySpeaker ? [estimate(bySpeaker.scores[name]!)] : []),
    ]);
  return table(header, rows);
}

/** "0.87 (0.78–0.95)". */
function estimate({ value, interval }: Estimate): string {
  return interval ? `${score(value)} (${sayInterval(...interval, 2, language)})` : score(value);
}

function score(value: number | null): string {
  return value === null ? "-" : sayNumber(value, 2, language);
}
