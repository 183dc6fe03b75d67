import { Command, InvalidArgumentError, Option } from "commander";
import { type AskedAudit, AuditRow } from "../../../../shared/contract/history.ts";
import { beginningOf, CalendarDate } from "../../../../shared/domain/calendar.ts";
import { csvLine } from "../../../../shared/domain/csv.ts";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { language, words } from "../language.ts";
import { dataOption, jsonOption } from "../options.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";
import { writeOutput } from "../write-output.ts";

type Flags = CoreFlags & { json?: boolean };
type ListFlags = Flags & AskedAudit;

const { audit } = wordsOf(language);

const columns = ["number", "at", "actor", "action", "patientId", "subject", "detail", "sha256"] as const;

export function auditCommand(): Command {
  const command = new Command("audit").description(words.commands.audit);
  command
    .command("list")
    .description(words.commands.auditList)
    .option("--patient <patient>", words.options.patient)
    .option("--actor <name>", words.options.actor)
    .addOption(new Option("--action <action>", words.options.action).choices(AuditRow.shape.action.options))
    .option("--text <text>", words.options.auditText)
    .option("--from <date>", words.options.from, dayBegins(0))
    .option("--until <date>", words.options.until, dayBegins(1))
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("verify")
    .description(words.commands.auditVerify)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(verify);
  command
    .command("export")
    .description(words.commands.auditExport)
    .requiredOption("--out <file>", words.options.outFile)
    .addOption(dataOption())
    .action(exportTrail);
  return command;
}

async function list({ patient, actor, action, text, from, until, ...flags }: ListFlags): Promise<void> {
  const asked: AskedAudit = { patient, actor, action, text, from, until };
  const rows = await withCore(flags, (client) => client.audit.list(asked));
  const { columns: heads } = audit;
  const cells = rows.map(({ number, at, actor, action, subject, detail }) => [
    ...[number, at, actor, action],
    ...[subject, detail],
  ]);
  const header = [heads.number, heads.at, heads.actor, heads.action, heads.subject, heads.detail];
  process.stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : `${table(header, cells)}\n`);
}

/** Says every fault; the first one is the command's error. */
async function verify(flags: Flags): Promise<void> {
  const found = await withCore(flags, (client) => client.audit.verify());
  const { findings, rows, head } = found;
  const said = findings.map(({ row, kind }) => audit.row(String(row), audit.faults[kind]));
  const lines = said.length ? said : [audit.whole(String(rows), head)];
  process.stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : `${lines.join("\n")}\n`);
  if (said.length === 0) return;
  throw new BulbarError("audit-broken", { detail: said[0] });
}

async function exportTrail({ out, ...flags }: Flags & { out: string }): Promise<void> {
  const rows = await withCore(flags, (client) => client.audit.export());
  const text = out.toLowerCase().endsWith(".json") ? `${JSON.stringify(rows, null, 2)}\n` : csv(rows);
  await writeOutput(out, text, { mode: 0o600 });
  process.stdout.write(`${audit.exported(out, String(rows.length))}\n`);
}

/** A line a row, in the order of the columns. */
function csv(rows: AuditRow[]): string {
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => csvLine(cells))
    .join("");
}

/** Reads a day, which is in, as this computer counts days. @param daysLater 1: until its end */
function dayBegins(daysLater: 0 | 1): (text: string) => string {
  return (text) => {
    const day = CalendarDate.safeParse(text).data;
    if (day !== undefined) return beginningOf(day, daysLater);
    throw new InvalidArgumentError(words.expected.date);
  };
}
