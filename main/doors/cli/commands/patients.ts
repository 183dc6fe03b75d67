import { Command, Option } from "commander";
import { findPatient } from "../find.ts";
import { dataOption, jsonOption, sexOption } from "../options.ts";
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
  diagnosis?: string;
};

export function patientsCommand(): Command {
  const command = new Command("patients").description("patients of the history");
  command
    .command("list", { isDefault: true })
    .description("list patients, most recent visit first")
    .option("--query <text>", "only codes and names that hold this text")
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("add")
    .description("add a patient")
    .requiredOption("--code <code>", "identifier used in the hospital")
    .option("--name <name>", "name")
    .option("--born <date>", "date of birth, YYYY-MM-DD")
    .addOption(sexOption())
    .option("--onset <date>", "date of the first symptom, YYYY-MM-DD")
    .addOption(
      new Option("--onset-region <region>", "where the disease began").choices([
        "bulbar",
        "spinal",
        "respiratory",
        "unknown",
      ]),
    )
    .option("--diagnosis <text>", "diagnosis")
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(add);
  command
    .command("remove <patient>")
    .description(
      "erase a patient (id or code) with all visits and recordings; asks for nothing, cannot be undone",
    )
    .requiredOption("--yes", "confirm the erasure")
    .addOption(dataOption())
    .action(remove);
  return command;
}

async function list(flags: ListFlags): Promise<void> {
  const rows = await withCore(flags, (client) => client.patients.list({ query: flags.query ?? "" }));
  if (flags.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else {
    const cells = rows.map((row) => [
      row.code,
      row.name,
      row.sex ?? "-",
      row.visits,
      row.lastVisit ?? "-",
      row.id,
    ]);
    process.stdout.write(`${table(["code", "name", "sex", "visits", "last visit", "id"], cells)}\n`);
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
      diagnosis: flags.diagnosis ?? "",
      notes: "",
    }),
  );
  process.stdout.write(flags.json ? `${JSON.stringify(patient, null, 2)}\n` : `${patient.id}\n`);
}

async function remove(idOrCode: string, flags: CoreFlags): Promise<void> {
  await withCore(flags, async (client) => {
    const { id, code } = await findPatient(client, idOrCode);
    await client.patients.remove({ id });
    process.stdout.write(`erased ${code}\n`);
  });
}
