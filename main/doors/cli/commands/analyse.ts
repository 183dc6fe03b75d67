import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import { Command, Option } from "commander";
import type { FileAnalysisEvent } from "../../../../shared/contract/local.ts";
import { describeMeasure } from "../../../../shared/domain/measure-catalogue.ts";
import type { NormBand } from "../../../../shared/domain/norm.ts";
import { type Prediction, researchUseOnly } from "../../../../shared/domain/prediction.ts";
import { guessTask, type TaskId } from "../../../../shared/domain/task.ts";
import { sayStage } from "../../../../shared/words/say-stage.ts";
import { sayTask } from "../../../../shared/words/say-task.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { expandFolders } from "../audio-files.ts";
import { describeFailure, type Failure } from "../failure.ts";
import { figureWords } from "../figure-words.ts";
import {
  channelOption,
  dataOption,
  deviceOption,
  jsonOption,
  positive,
  repeatable,
  sexOption,
  taskOption,
} from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { significant, table } from "../table.ts";
import { resultLines } from "../visit-words.ts";
import { type CoreFlags, withCores } from "../with-core.ts";

type Flags = CoreFlags & {
  task?: TaskId;
  channel?: number | "mean";
  sex?: "male" | "female";
  age?: number;
  model?: string[];
  explain?: string;
  models: boolean;
  visit?: boolean;
  json?: boolean;
  pitchFloor?: number;
  pitchCeiling?: number;
};

type Done = Extract<FileAnalysisEvent, { type: "done" }>;
type Visit = Awaited<ReturnType<LocalClient["files"]["joinVisit"]>>;
type Outcome = { file: string; done: Done } | { file: string; error: Failure };

export function analyseCommand(): Command {
  return new Command("analyse")
    .description("measure recordings and run models on them; nothing is stored")
    .argument("<file...>", "recordings, or folders of recordings")
    .addOption(taskOption())
    .addOption(channelOption())
    .addOption(sexOption())
    .option("--age <years>", "chooses the norms, with --sex", positive("years"))
    .option("--model <id>", "run this model (repeatable; default: every model made for the task)", repeatable)
    .addOption(new Option("--no-models", "measure only").conflicts("model"))
    .option("--visit", "take the recordings as one visit: what the models say of them together as well")
    .option("--explain <folder>", "write a PNG of each decision's explanation there")
    .option("--pitch-floor <hz>", "lowest fundamental frequency (default 75, or by sex)", positive("hertz"))
    .option(
      "--pitch-ceiling <hz>",
      "highest fundamental frequency (default 500, or by sex)",
      positive("hertz"),
    )
    .addOption(jsonOption())
    .addOption(deviceOption())
    .addOption(dataOption())
    .action(analyse);
}

/** Exit code 0: all done; 1: some failed, the others are done. */
async function analyse(paths: string[], flags: Flags): Promise<void> {
  const files = await expandFolders(paths);
  const progress = new ProgressLine();
  if (flags.explain) await mkdir(flags.explain, { recursive: true });
  let finished = 0;
  const work = async (client: LocalClient, file: string) => {
    const report = (stage: string) =>
      progress.show(`${finished + 1} of ${files.length}  ${basename(file)}  ${stage}`);
    const outcome = await analyseFile(client, file, flags, report);
    finished++;
    return outcome;
  };
  const { outcomes, visit } = await withCores(flags, coreCount(files), async (clients) => {
    const outcomes = await inParallel(files, clients, work);
    return { outcomes, visit: flags.visit ? await joinVisit(clients[0]!, outcomes, flags) : null };
  });
  progress.clear();
  process.stdout.write(flags.json ? toJson(outcomes, visit) : toText(outcomes, visit));
  if (outcomes.some((outcome) => "error" in outcome)) process.exitCode ||= 1;
}

/** As many cores as processors, each with one thread a model. */
function coreCount(files: string[]): number {
  return Math.max(1, Math.min(files.length, availableParallelism(), 8));
}

/** Results in the order of the files. */
async function inParallel(
  files: string[],
  clients: LocalClient[],
  work: (client: LocalClient, file: string) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(files.length);
  const remaining = files.entries();
  await Promise.all(
    clients.map(async (client) => {
      for (const [index, file] of remaining) outcomes[index] = await work(client, file);
    }),
  );
  return outcomes;
}

/** What the models say of the recordings that could be analysed, as one visit. */
function joinVisit(client: LocalClient, outcomes: Outcome[], flags: Flags): Promise<Visit> {
  const analyses = outcomes.flatMap((outcome) => ("done" in outcome ? [outcome.done.analysis] : []));
  return client.files.joinVisit({ analyses, sex: flags.sex, ageYears: flags.age });
}

async function analyseFile(
  client: LocalClient,
  file: string,
  flags: Flags,
  report: (stage: string) => void,
): Promise<Outcome> {
  try {
    const events = await client.files.analyse({
      path: file,
      task: flags.task,
      channel: flags.channel,
      sex: flags.sex,
      ageYears: flags.age,
      models: flags.models ? (flags.model ?? []) : "none",
      pitchFloorHz: flags.pitchFloor,
      pitchCeilingHz: flags.pitchCeiling,
      overlays: flags.explain !== undefined,
    });
    for await (const event of events) {
      if (event.type === "progress") report(sayStage(event, "en"));
      else {
        if (flags.explain) await writeOverlays(event, file, flags.explain);
        return { file, done: event };
      }
    }
    throw new Error("The analysis ended without a result.");
  } catch (error) {
    return { file, error: describeFailure(error) };
  }
}

/** `<stem>-<first 8 of the SHA-256>.<model>.<class>.png`: unique also where folders hold equal names. */
async function writeOverlays({ sha256, overlays }: Done, file: string, folder: string): Promise<void> {
  const stem = basename(file, extname(file));
  for (const { model, target, pngBase64 } of overlays) {
    const name = `${stem}-${sha256.slice(0, 8)}.${model}.${target.replace(/[^\w-]+/g, "_")}.png`;
    await writeFile(join(folder, name), Buffer.from(pngBase64, "base64"));
  }
}

/** A list of recordings; with a visit `{ recordings, visit }`. */
function toJson(outcomes: Outcome[], visit: Visit | null): string {
  const recordings = outcomes.map(toPlain);
  return `${JSON.stringify(visit ? { recordings, visit } : recordings, null, 2)}\n`;
}

function toPlain(outcome: Outcome): object {
  const { file } = outcome;
  if ("error" in outcome) return { file, error: outcome.error };
  const { sha256, analysis, references } = outcome.done;
  const measures = Object.entries(analysis.measures).map(([id, measure]) => [
    id,
    { ...measure, ...references[id] },
  ]);
  return { file, sha256, ...analysis, measures: Object.fromEntries(measures) };
}

function toText(outcomes: Outcome[], visit: Visit | null): string {
  const recordings = outcomes.map(describe).join("\n\n");
  const together = visit && resultLines(visit.results, visit.ensembles, (label) => label);
  return `${recordings}\n\n${together ? `the recordings as one visit\n${together}` : `${researchUseOnly}\n`}`;
}

function describe(outcome: Outcome): string {
  if ("error" in outcome) return `${outcome.file}\n  ${outcome.error.message} [${outcome.error.code}]`;
  const { task, audio, quality, measures, predictions, refusals } = outcome.done.analysis;
  const guessed = guessTask(outcome.file) === task ? "" : " (given)";
  const rows = Object.entries(measures)
    .filter(([id]) => describeMeasure(id))
    .map(([id, { value, unit, missing, doubts }]) => [
      id,
      significant(value),
      unit,
      normWords(outcome.done.references[id]?.norm ?? null),
      missing ?? doubts?.join(", ") ?? "",
    ]);
  const lines = [
    outcome.file,
    `${sayTask(task, "en")}${guessed}, ${audio.durationSeconds.toFixed(2)} s, ${audio.sampleRateHz} Hz, ${audio.channels} channel(s), ${audio.codec}`,
    `quality: SNR ${significant(quality.snrDb)} dB${quality.flags.length ? `; ${quality.flags.join(", ")}` : ""}`,
    "",
    table(["measure", "value", "unit", "norm", "note"], rows),
    "",
    ...predictions.flatMap(predictionLines),
    ...refusals.map(({ model, reason }) => `${model}: no answer. ${reason}`),
  ];
  return lines.join("\n  ");
}

function normWords(norm: NormBand | null): string {
  if (!norm) return "";
  if (norm.lower === null) return `<= ${significant(norm.upper)}`;
  if (norm.upper === null) return `>= ${significant(norm.lower)}`;
  return `${significant(norm.lower)} to ${significant(norm.upper)}`;
}

function predictionLines({ model, version, device, top, set, rejected, provenance }: Prediction): string[] {
  const { status, trainedOn, honestError } = provenance;
  const excluded = set
    ? `; not excluded at ${set.coverage * 100} %${set.measuredOnMoreTasks ? " (measured with all its tasks)" : ""}: ${set.labels.join(", ") || "nothing"}`
    : "";
  const unsure = rejected ? "not sure; most probable " : "";
  return [
    `${model} ${version} (${status}, ${device}): ${unsure}${top.label}, probability ${top.probability.toFixed(3)}${excluded}`,
    `  trained on: ${trainedOn}`,
    `  honest error: ${figureWords(honestError)}`,
  ];
}
