import { basename } from "node:path";
import { Argument, Command } from "commander";
import { TakeDecision } from "../../../../shared/domain/acceptance.ts";
import type { PassageId } from "../../../../shared/domain/passage.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import { sayShownLabel } from "../../../../shared/words/say-model.ts";
import { sayStage } from "../../../../shared/words/say-stage.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { expandFolders } from "../audio-files.ts";
import { describeFailure } from "../failure.ts";
import { findPatient } from "../find.ts";
import { language, words } from "../language.ts";
import { resultOf } from "../long-work.ts";
import {
  channelOption,
  dataOption,
  deviceOption,
  jsonOption,
  repeatable,
  taskOption,
  visitPassageOption,
} from "../options.ts";
import { ProgressLine } from "../progress.ts";
import { table } from "../table.ts";
import { findingsTable, recordingNote, resultLines } from "../visit-words.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { json?: boolean };
type ImportFlags = {
  visit: string;
  task?: TaskId;
  channel?: number | "mean";
  passage?: PassageId;
  model?: string[];
};
type AddFlags = Flags & { patient: string; date?: string; microphone?: string; notes?: string };

export function visitsCommand(): Command {
  const command = new Command("visits").description(words.commands.visits);
  command
    .command("list", { isDefault: true })
    .description(words.commands.visitsList)
    .requiredOption("--patient <patient>", words.options.patient)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("add")
    .description(words.commands.visitsAdd)
    .requiredOption("--patient <patient>", words.options.patient)
    .option("--date <date>", words.options.date)
    .option("--microphone <name>", words.options.microphone)
    .option("--notes <text>", words.options.notes)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(add);
  command
    .command("import <file...>")
    .description(words.commands.visitsImport)
    .requiredOption("--visit <id>", words.options.visit)
    .addOption(taskOption())
    .addOption(channelOption())
    .addOption(visitPassageOption())
    .option("--model <id>", words.options.model, repeatable)
    .addOption(jsonOption())
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(importFiles);
  command
    .command("take <recording>")
    .addArgument(new Argument("<decision>").choices([...TakeDecision.options, "undo"]))
    .description(words.commands.visitsTake)
    .option("--reason <text>", words.options.takeReason, "")
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(take);
  command
    .command("show <visit>")
    .description(words.commands.visitsShow)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(show);
  return command;
}

async function list(flags: Flags & { patient: string }): Promise<void> {
  const visits = await withCore(flags, async (client) => {
    const { id } = await findPatient(client, flags.patient);
    return (await client.patients.get({ id })).visits;
  });
  const rows = visits.map(({ date, device, id }) => [date, device || "-", id]);
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(visits, null, 2)}\n`
      : `${table([words.columns.date, words.columns.microphone, "id"], rows)}\n`,
  );
}

async function add(flags: AddFlags): Promise<void> {
  const visit = await withCore(flags, async (client) => {
    const { id } = await findPatient(client, flags.patient);
    return client.visits.create({
      patientId: id,
      date: flags.date ?? localDate(new Date()),
      device: flags.microphone ?? "",
      notes: flags.notes ?? "",
    });
  });
  process.stdout.write(flags.json ? `${JSON.stringify(visit, null, 2)}\n` : `${visit.id}\n`);
}

async function importFiles(paths: string[], flags: Flags & ImportFlags): Promise<void> {
  const files = await expandFolders(paths);
  const results = await withCore(flags, async (client) => {
    const done = [];
    for (const path of files) done.push(await importFile(client, path, flags));
    return done;
  });
  if (results.some((result) => "error" in result)) process.exitCode ||= 1;
  if (flags.json) {
    const plain = results.map((result) =>
      "error" in result ? { ...result, error: describeFailure(result.error) } : result,
    );
    process.stdout.write(`${JSON.stringify(plain, null, 2)}\n`);
    return;
  }
  const rows = results.map((result) =>
    "error" in result
      ? [result.file, "-", describeFailure(result.error, language).message]
      : [result.file, result.recording.task, result.duplicate ? words.alreadyThere : result.recording.id],
  );
  const unknown = results.flatMap((result) =>
    "error" in result || result.recording.task !== "unknown" ? [] : [basename(result.file)],
  );
  const note = unknown.length > 0 ? `\n${words.taskUnknownOf(unknown.join(", "))}\n` : "";
  process.stdout.write(
    `${table([words.columns.file, words.columns.task, words.columns.result], rows)}\n${note}`,
  );
}

type Imported = { file: string; recording: Recording; duplicate: boolean } | { file: string; error: unknown };

async function importFile(
  client: LocalClient,
  file: string,
  { visit: visitId, model: models, ...asked }: ImportFlags,
): Promise<Imported> {
  const progress = new ProgressLine();
  try {
    for await (const event of await client.files.import({
      path: file,
      visitId,
      ...(models && { models }),
      ...asked,
    })) {
      if (event.type === "done") return { file, recording: event.recording, duplicate: event.duplicate };
      progress.show(`${basename(file)}  ${sayStage(event, language)}`);
    }
    throw new Error("The import ended without a result.");
  } catch (error) {
    return { file, error };
  } finally {
    progress.clear();
  }
}

/** `decision`: take-in, leave-out, best, or undo. */
async function take(id: string, decision: string, flags: Flags & { reason: string }): Promise<void> {
  const wanted = decision === "undo" ? null : TakeDecision.parse(decision);
  const recording = await withCore(flags, (client) =>
    client.recordings.decide({ id, decision: wanted, reason: flags.reason }),
  );
  const { choice, task } = recording;
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(recording, null, 2)}\n`
      : `${[task, recording.id, choice?.decision ?? "-", choice?.reason ?? ""].join("  ")}\n`,
  );
}

async function show(id: string, flags: Flags): Promise<void> {
  const visit = await withCore(flags, async (client) => ({
    ...(await client.visits.get({ id })),
    ...(await resultOf(await client.visits.findings({ id }))).visit,
    models: (await client.models.list()).models,
  }));
  if (flags.json) {
    const { models: _, visitId: _visitId, date: _date, ...shown } = visit;
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return;
  }
  const knownAls = visit.patient.diagnosisCode === "als";
  const shown = (label: string, model: string) =>
    sayShownLabel(
      label,
      visit.models.find(({ id }) => id === model),
      knownAls,
      language,
    );
  const rows = visit.recordings.map((recording) => [
    recording.task,
    recording.fileName,
    recordingNote(recording, language),
    recording.id,
  ]);
  const stratum = visit.rateStratum ? `${wordsOf(language).findings.rateStratum[visit.rateStratum]}\n\n` : "";
  process.stdout.write(
    `${visit.patient.code}  ${visit.visit.date}\n${table([words.columns.task, words.columns.file, words.columns.quality, "id"], rows)}\n${findingsTable(visit.findings, language)}\n${stratum}${resultLines(visit.results, visit.ensembles, shown, language)}`,
  );
}

function localDate(now: Date): string {
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
