import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, extname, join } from "node:path";
import { Command, Option } from "commander";
import type { FileAnalysisEvent } from "../../../../shared/contract/local.ts";
import type { Analysis } from "../../../../shared/domain/analysis.ts";
import { fileResult } from "../../../../shared/domain/file-result.ts";
import { describeMeasure } from "../../../../shared/domain/measure-catalogue.ts";
import type { NormJudgement } from "../../../../shared/domain/norm.ts";
import type { PassageId } from "../../../../shared/domain/passage.ts";
import { labelsOccurTogether, mostProbable, type Prediction } from "../../../../shared/domain/prediction.ts";
import type { RulesOrigin } from "../../../../shared/domain/rules-origin.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import { sayCount, sayDate, sayNumber, sayPercent, sayProbability } from "../../../../shared/words/say.ts";
import { sayError } from "../../../../shared/words/say-error.ts";
import { sayReasons } from "../../../../shared/words/say-finding.ts";
import { sayFigure, sayModelLabel, sayTrainedOn } from "../../../../shared/words/say-model.ts";
import { sayListener, sayRoomSound } from "../../../../shared/words/say-room-sound.ts";
import { sayStage } from "../../../../shared/words/say-stage.ts";
import { sayTask } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { guessTask } from "../../../core/protocol/guess-task.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { expandFolders } from "../audio-files.ts";
import { describeFailure } from "../failure.ts";
import { inTurn } from "../in-turn.ts";
import { language, words } from "../language.ts";
import {
  channelOption,
  dataOption,
  deviceOption,
  jsonOption,
  passageOption,
  positive,
  repeatable,
  sexOption,
  siteOption,
  taskOption,
} from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { significant, table } from "../table.ts";
import { resultLines, sureWords } from "../visit-words.ts";
import { type CoreFlags, withCores } from "../with-core.ts";

type Flags = CoreFlags & {
  task?: TaskId;
  channel?: number | "mean";
  passage?: PassageId;
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
type Outcome = { file: string; done: Done } | { file: string; error: unknown };

export function analyseCommand(): Command {
  return new Command("analyse")
    .description(words.commands.analyse)
    .argument("<file...>", words.options.files)
    .addOption(taskOption())
    .addOption(channelOption())
    .addOption(passageOption())
    .addOption(sexOption())
    .option("--age <years>", words.options.age, positive("years"))
    .option("--model <id>", words.options.model, repeatable)
    .addOption(new Option("--no-models", words.options.noModels).conflicts("model"))
    .option("--visit", words.options.visitTogether)
    .option("--explain <folder>", words.options.explain)
    .option("--pitch-floor <hz>", words.options.pitchFloor, positive("hertz"))
    .option("--pitch-ceiling <hz>", words.options.pitchCeiling, positive("hertz"))
    .addOption(jsonOption())
    .addOption(siteOption())
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
      progress.show(
        words.progress(String(finished + 1), String(files.length), `${basename(file)}  ${stage}`),
      );
    const outcome = await analyseFile(client, file, flags, report);
    finished++;
    return outcome;
  };
  const analyses: Analysis[] = [];
  const printer = flags.json ? new JsonPrinter(flags.visit === true) : new TextPrinter();
  const take = async (outcome: Outcome) => {
    if ("error" in outcome) process.exitCode ||= 1;
    else if (flags.visit) analyses.push(outcome.done.analysis);
    progress.clear();
    await printer.add(outcome);
  };
  const visit = await withCores(flags, coreCount(files), async (clients) => {
    await inTurn(files, clients, work, take);
    return flags.visit ? await joinVisit(clients[0]!, analyses, flags) : null;
  });
  progress.clear();
  await printer.end(visit);
}

/** As many cores as processors, each with one thread a model. */
function coreCount(files: string[]): number {
  return Math.max(1, Math.min(files.length, availableParallelism(), 8));
}

/** What the models say of the recordings that could be analysed, as one visit. */
function joinVisit(client: LocalClient, analyses: Analysis[], flags: Flags): Promise<Visit> {
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
      passage: flags.passage,
      sex: flags.sex,
      ageYears: flags.age,
      models: flags.models ? (flags.model ?? []) : "none",
      pitchFloorHz: flags.pitchFloor,
      pitchCeilingHz: flags.pitchCeiling,
      overlays: flags.explain !== undefined,
    });
    for await (const event of events) {
      if (event.type === "progress") report(sayStage(event, language));
      else {
        if (flags.explain) await writeOverlays(event, file, flags.explain);
        return { file, done: event };
      }
    }
    throw new Error("The analysis ended without a result.");
  } catch (error) {
    return { file, error };
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

/** A list of recordings; with a visit `{ recordings, visit }`. Written as it comes: the text of all may be too long. */
class JsonPrinter {
  readonly #isVisit: boolean;
  #count = 0;

  constructor(isVisit: boolean) {
    this.#isVisit = isVisit;
  }

  add(outcome: Outcome): Promise<void> {
    const before = this.#count++ > 0 ? "," : this.#isVisit ? '{\n  "recordings": [' : "[";
    return print(`${before}\n${indented(toPlain(outcome), this.#isVisit ? 4 : 2)}`);
  }

  end(visit: Visit | null): Promise<void> {
    if (!this.#isVisit) return print("\n]\n");
    const [, ...rest] = JSON.stringify({ visit }, null, 2).split("\n");
    return print(`\n  ],\n${rest.join("\n")}\n`);
  }
}

/** As `JSON.stringify` indents what lies so many spaces deep. */
function indented(content: object, spaces: number): string {
  const margin = " ".repeat(spaces);
  return margin + JSON.stringify(content, null, 2).replaceAll("\n", `\n${margin}`);
}

/** Paragraphs, then what the recordings say together. */
class TextPrinter {
  #rules: RulesOrigin | null = null;

  add(outcome: Outcome): Promise<void> {
    if ("done" in outcome) this.#rules = outcome.done.rules;
    return print(`${describe(outcome)}\n\n`);
  }

  end(visit: Visit | null): Promise<void> {
    const shown = (label: string, model: string) => sayModelLabel(model, label, language);
    const together = visit && resultLines(visit.results, visit.ensembles, shown, language);
    const notice = wordsOf(language).general.researchUseOnly;
    const rules = this.#rules ? `${rulesWords(this.#rules)}\n` : "";
    return print(rules + (together ? `${words.asOneVisit}\n${together}` : `${notice}\n`));
  }
}

/** Settles when the reader has it, or has gone. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => void process.stdout.write(text, () => resolve()));
}

function toPlain(outcome: Outcome): object {
  const { file } = outcome;
  if ("error" in outcome) return { file, error: describeFailure(outcome.error) };
  const { analysis, ...judged } = outcome.done;
  const refusals = analysis.refusals.map((one) => ({
    ...one,
    reason: sayError(one.code, one, "en").reason,
  }));
  return { file, ...fileResult(analysis, judged), refusals };
}

function describe(outcome: Outcome): string {
  if ("error" in outcome) {
    const { message, code } = describeFailure(outcome.error, language);
    return `${outcome.file}\n  ${message} [${code}]`;
  }
  const { task, audio, quality, measures, room, predictions, refusals } = outcome.done.analysis;
  const name = sayTask(task, language);
  const { columns } = words;
  const rows = Object.entries(measures)
    .filter(([id]) => describeMeasure(id))
    .map(([id, { value, unit, missing, doubts }]) => [
      id,
      significant(value),
      unit,
      normWords(outcome.done.norms[id]),
      sayReasons(missing ? [missing] : (doubts ?? []), language),
    ]);
  const sound = [
    guessTask(outcome.file).task === task ? name : words.given(name),
    `${sayNumber(audio.durationSeconds, 2, language)} s`,
    `${audio.sampleRateHz} Hz`,
    sayCount(audio.channels, "channel", language),
    audio.codec,
  ];
  const lines = [
    outcome.file,
    sound.join(", "),
    words.qualityLine(significant(quality.snrDb), sayReasons(quality.flags, language)),
    ...roomLines(room),
    "",
    task === "unknown"
      ? words.taskUnknown
      : table([columns.measure, columns.value, columns.unit, columns.norm, columns.note], rows),
    "",
    ...predictions.flatMap(predictionLines),
    ...refusals.map(({ model, code, ...refused }) =>
      words.noAnswer(model, sayError(code, refused, language).reason),
    ),
  ];
  return lines.join("\n  ");
}

/** What else is heard, and who listened; nothing where nobody did. */
function roomLines(room: Analysis["room"]): string[] {
  if (!room) return [];
  const { quality } = wordsOf(language);
  const heard = room.sounds.map(
    (sound) => `${sayRoomSound(sound, language)} (${sayProbability(sound.probability, language)})`,
  );
  return [words.roomLine(heard.join("; ") || quality.nothingHeard), `  ${sayListener(room, language)}`];
}

/** ">= 14.0, borderline". */
function normWords(norm: NormJudgement | undefined): string {
  if (!norm) return "";
  const sign = norm.side === "higher" ? "<=" : ">=";
  return `${sign} ${significant(norm.limit)}, ${wordsOf(language).profile.verdict[norm.verdict]}`;
}

function rulesWords(rules: RulesOrigin): string {
  if (rules.of === "program") return words.rulesOfProgram;
  const { fileName, exportedAt } = rules;
  return words.rulesOfSite(fileName ?? "", exportedAt ? sayDate(exportedAt.slice(0, 10), language) : "");
}

/** So many of the sounds that occur together are named. */
const soundsNamed = 5;

function predictionLines(prediction: Prediction): string[] {
  const { model, version, device, set, rejected, notSureWhy, provenance } = prediction;
  const { status, trainedOn, honestError } = provenance;
  const probable = mostProbable(prediction, labelsOccurTogether(prediction) ? soundsNamed : 1)
    .map(({ label, probability }) =>
      words.probable(sayModelLabel(model, label, language), sayProbability(probability, language)),
    )
    .join(", ");
  const answer = [
    sureWords(probable, { notSure: rejected, notSureWhy }, language),
    set ? setWords(set, model) : "",
  ];
  return [
    words.answer(
      `${model} ${version}`,
      `${wordsOf(language).models.statusTag[status]}, ${device}`,
      answer.filter(Boolean).join("; "),
    ),
    `  ${words.trainedOn(sayTrainedOn(model, trainedOn, language))}`,
    `  ${words.honestError(sayFigure(honestError, language))}`,
  ];
}

function setWords(
  { coverage, labels, measuredOnMoreTasks }: NonNullable<Prediction["set"]>,
  model: string,
): string {
  const at = sayPercent(coverage, language);
  const named = labels.map((label) => sayModelLabel(model, label, language)).join(", ") || words.nothing;
  return measuredOnMoreTasks ? words.notExcludedMeasured(at, named) : words.notExcluded(at, named);
}
