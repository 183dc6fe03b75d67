import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Command, Option } from "commander";
import type { PatientRow, ReadDemographics } from "../../../../shared/contract/patients.ts";
import { type DemographicField, largestDemographics } from "../../../../shared/domain/demographics.ts";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { DiagnosisCode } from "../../../../shared/domain/patient.ts";
import type { PatientFileContent } from "../../../../shared/domain/patient-file.ts";
import { sayCount, saySize } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { findPatient } from "../find.ts";
import { language, words } from "../language.ts";
import { printResult, resultOf } from "../long-work.ts";
import { dataOption, deviceOption, jsonOption, sexOption } from "../options.ts";
import { passphraseFor } from "../passphrase.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type ListFlags = CoreFlags & { json?: boolean; query?: string };

type AddFlags = CoreFlags & {
  json?: boolean;
  code: string;
  name?: string;
  born?: string;
  sex?: "male" | "female";
  onset?: string;
  onsetRegion?: "bulbar" | "spinal" | "respiratory" | "unknown";
  diagnosisCode?: DiagnosisCode;
  diagnosis?: string;
};

export function patientsCommand(): Command {
  const command = new Command("patients").description(words.commands.patients);
  command
    .command("list", { isDefault: true })
    .description(words.commands.patientsList)
    .option("--query <text>", words.options.query)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("add")
    .description(words.commands.patientsAdd)
    .requiredOption("--code <code>", words.options.code)
    .option("--name <name>", words.options.name)
    .option("--born <date>", words.options.born)
    .addOption(sexOption())
    .option("--onset <date>", words.options.onset)
    .addOption(
      new Option("--onset-region <region>", words.options.onsetRegion).choices([
        "bulbar",
        "spinal",
        "respiratory",
        "unknown",
      ]),
    )
    .addOption(
      new Option("--diagnosis-code <code>", words.options.diagnosisCode).choices(DiagnosisCode.options),
    )
    .option("--diagnosis <text>", words.options.diagnosis)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(add);
  command
    .command("read <file>")
    .description(words.commands.patientsRead)
    .option("--take", words.options.take)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(read);
  command
    .command("measure-again <patient>")
    .description(words.commands.patientsMeasureAgain)
    .addOption(jsonOption())
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(measureAgain);
  command
    .command("export <patient>")
    .description(words.commands.patientsExport)
    .requiredOption("--out <file>", words.options.outPatient)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(exportPatient);
  command
    .command("import <file>")
    .description(words.commands.patientsImport)
    .option("--as <code>", words.options.asCode)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(importPatient);
  command
    .command("remove <patient>")
    .description(words.commands.patientsRemove)
    .requiredOption("--yes", words.options.yes)
    .addOption(dataOption())
    .action(remove);
  return command;
}

async function measureAgain(patient: string, flags: CoreFlags & { json?: boolean }): Promise<void> {
  const done = await withCore(flags, async (client) => {
    const { id } = await findPatient(client, patient);
    return resultOf(await client.patients.measureAgain({ id }));
  });
  const { measured, failed } = done;
  printResult(flags, done, [sayCount(measured, "recording", language)]);
  for (const { recording, code } of failed) process.stderr.write(`${recording}  [${code}]\n`);
  if (failed.length > 0) process.exitCode = 1;
}

async function list(flags: ListFlags): Promise<void> {
  const rows = await withCore(flags, (client) => listAll(client, flags.query ?? ""));
  if (flags.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else {
    const { columns } = words;
    const cells = rows.map((row) => [
      row.code,
      row.name,
      row.sex ? wordsOf(language).general.sex[row.sex] : "-",
      row.visits,
      row.lastVisit ?? "-",
      row.id,
    ]);
    process.stdout.write(
      `${table([columns.code, columns.name, columns.sex, columns.visits, columns.lastVisit, "id"], cells)}\n`,
    );
  }
}

async function listAll(client: LocalClient, query: string): Promise<PatientRow[]> {
  const rows: PatientRow[] = [];
  while (true) {
    const page = await client.patients.list({ query, offset: rows.length });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

async function add(flags: AddFlags): Promise<void> {
  const patient = await withCore(flags, (client) =>
    client.patients.create({
      code: flags.code,
      name: flags.name ?? "",
      birthDate: flags.born ?? null,
      sex: flags.sex ?? null,
      onsetDate: flags.onset ?? null,
      onsetRegion: flags.onsetRegion ?? "unknown",
      diagnosisCode: flags.diagnosisCode ?? "unknown",
      diagnosis: flags.diagnosis ?? "",
      notes: "",
    }),
  );
  process.stdout.write(flags.json ? `${JSON.stringify(patient, null, 2)}\n` : `${patient.id}\n`);
}

async function exportPatient(
  patient: string,
  { out, ...flags }: CoreFlags & { json?: boolean; out: string },
): Promise<void> {
  const passphrase = await passphraseFor(words.passphrase.choose, words.passphrase.repeat);
  const path = resolve(out);
  const written = await withCore(flags, async (client) => {
    const { id } = await findPatient(client, patient);
    return resultOf(await client.patientFiles.export({ id, passphrase, path }));
  });
  const line = words.patientFile.written(path, saySize(written.bytes, language), contentWords(written));
  printResult(flags, written, [line, words.patientFile.keepApart]);
}

async function importPatient(
  file: string,
  flags: CoreFlags & { json?: boolean; as?: string },
): Promise<void> {
  const passphrase = await passphraseFor(words.passphrase.enter);
  const path = resolve(file);
  const code = flags.as ?? null;
  const taken = await withCore(flags, async (client) =>
    resultOf(await client.patientFiles.import({ path, passphrase, code })),
  );
  printResult(flags, taken, [words.patientFile.taken(taken.code, contentWords(taken))]);
}

const contentWords = ({ visits, recordings }: PatientFileContent): string =>
  [sayCount(visits, "visit", language), sayCount(recordings, "recording", language)].join(", ");

async function remove(idOrCode: string, flags: CoreFlags): Promise<void> {
  await withCore(flags, async (client) => {
    const { id, code } = await findPatient(client, idOrCode);
    const { isWiped, keptIn } = await client.patients.remove({ id });
    const lines = [words.erased(code)];
    if (!isWiped) lines.push(words.notWiped);
    if (keptIn.length > 0) lines.push(words.stillKept, ...keptIn);
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

type Read = ReadDemographics["patients"][number];

/** Prints what a file tells of patients, and takes it where that is asked for. */
async function read(file: string, flags: CoreFlags & { json?: boolean; take?: boolean }): Promise<void> {
  const fileBase64 = (await readDemographicsFile(file)).toString("base64");
  const found = await withCore(flags, async (client) => {
    const found = await client.patients.read({ fileName: basename(file), fileBase64 });
    if (flags.take) for (const one of found.patients) await take(client, one);
    return found;
  });
  if (flags.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else process.stdout.write(demographicsWords(found, flags.take === true));
}

async function readDemographicsFile(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause) => {
    throw new BulbarError("file-not-found", { file, why: "missing" }, { cause });
  });
  if (bytes.length <= largestDemographics) return bytes;
  throw new BulbarError("invalid-input", {
    file,
    why: "demographics-large",
    facts: { limit: largestDemographics / 1e6 },
  });
}

/** What the file does not tell of a known patient stays as it is. */
async function take(client: LocalClient, { patientId, changes, ...found }: Read): Promise<void> {
  const { code, name, birthDate, sex } = found;
  if (patientId === null) {
    await client.patients.create({ code, name, birthDate, sex });
  } else if (changes.length > 0) {
    const { patient: seen } = await client.patients.get({ id: patientId });
    const { id, createdAt: _, ...details } = seen;
    const told = Object.fromEntries(changes.map((field) => [field, found[field]]));
    await client.patients.update({ ...details, ...told, id, seen: details });
  }
}

function demographicsWords({ patients, unusable }: ReadDemographics, isTaken: boolean): string {
  const { columns, demographics } = words;
  const rows = patients.map(({ code, name, birthDate, sex, patientId, changes, notTaken }) => [
    code,
    name || "-",
    birthDate ?? "-",
    sex ? wordsOf(language).general.sex[sex] : "-",
    patientId === null
      ? demographics.isNew
      : changes.length
        ? demographics.changes(fieldNames(changes))
        : demographics.same,
    notTaken.map(({ field, value }) => `${fieldNames([field])}: ${value}`).join("; ") || "-",
  ]);
  const header = [columns.code, columns.name, columns.born, columns.sex, columns.result, columns.notTaken];
  const lines = unusable.map(({ entry, reason }) =>
    demographics.unusable(String(entry), demographics.reasons[reason]),
  );
  const end = isTaken ? demographics.taken : demographics.notYet;
  return `${[table(header, rows), ...lines, end].join("\n")}\n`;
}

const fieldNames = (fields: readonly DemographicField[]): string =>
  fields.map((field) => wordsOf(language).errorFacts.fields[field]).join(", ");
