import { Command, Option } from "commander";
import type { ReportCheck, ReportDraft } from "../../../../shared/contract/reports.ts";
import {
  type Paper,
  papers,
  type SigningMeaning,
  type StoredReport,
  signingMeanings,
} from "../../../../shared/domain/report.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { findPatient } from "../find.ts";
import { language, words } from "../language.ts";
import { ownPassword } from "../log-on.ts";
import { dataOption, jsonOption } from "../options.ts";
import { table } from "../table.ts";
import { type CoreFlags, withCore } from "../with-core.ts";
import { writeOutput } from "../write-output.ts";

type Written = { fileName: string; pdf: Blob };
type OutFlags = CoreFlags & { out?: string };
type WriteFlags = OutFlags & { visit: string; text?: boolean; plain?: boolean };
type ListFlags = CoreFlags & { visit?: string; patient?: string; json?: boolean };
type DraftFlags = { indication?: string; conclusion?: string; paper?: Paper };
type SignFlags = CoreFlags & DraftFlags & { visit: string; as: SigningMeaning; json?: boolean };
type AddFlags = CoreFlags & { text: string; as: SigningMeaning; json?: boolean };

export function reportCommand(): Command {
  const command = new Command("report").description(words.commands.report);
  const meaning = () =>
    new Option("--as <meaning>", words.options.signAs).choices([...signingMeanings]).default("author");
  command
    .command("write", { isDefault: true })
    .description(words.commands.reportWrite)
    .requiredOption("--visit <id>", words.options.visit)
    .option("--out <file>", words.options.outReport)
    .addOption(new Option("--text", words.options.reportText).conflicts(["plain", "out"]))
    .option("--plain", words.options.reportPlain)
    .addOption(dataOption())
    .action(write);
  command
    .command("list")
    .description(words.commands.reportList)
    .option("--visit <id>", words.options.visit)
    .option("--patient <patient>", words.options.patient)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(list);
  command
    .command("show <report>")
    .description(words.commands.reportShow)
    .option("--out <file>", words.options.outReport)
    .addOption(dataOption())
    .action(show);
  command
    .command("verify <report>")
    .description(words.commands.reportVerify)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(verify);
  command
    .command("sign")
    .description(words.commands.reportSign)
    .requiredOption("--visit <id>", words.options.visit)
    .addOption(meaning())
    .option("--indication <text>", words.options.indication)
    .option("--conclusion <text>", words.options.conclusion)
    .addOption(new Option("--paper <paper>", words.options.paper).choices([...papers]))
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(sign);
  command
    .command("add <report>")
    .description(words.commands.reportAdd)
    .requiredOption("--text <text>", words.options.addendum)
    .addOption(meaning())
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(add);
  return command;
}

async function write({ visit, out, text, plain, ...flags }: WriteFlags): Promise<void> {
  const asked = { visitId: visit, language };
  if (text) {
    const found = await withCore(flags, (client) => client.reports.text(asked));
    process.stdout.write(found.text);
    return;
  }
  const written = await withCore(flags, (client) =>
    plain ? client.reports.plain(asked) : client.reports.create(asked),
  );
  await save(written, out);
}

async function list({ visit, patient, json, ...flags }: ListFlags): Promise<void> {
  const found = await withCore(flags, async (client) =>
    visit
      ? client.reports.list({ visitId: visit })
      : client.reports.list({ patientId: (await findPatient(client, patient ?? "")).id }),
  );
  if (json) return print(found);
  const { columns, kinds } = words.reports;
  const header = [columns.report, columns.kind, columns.signer, columns.at, columns.sha256];
  const rows = found.map(({ id, kind, signature, createdAt, sha256 }) => [
    id,
    kinds[kind],
    signature?.signer ?? "-",
    signature?.signedAt ?? createdAt,
    sha256,
  ]);
  process.stdout.write(`${table(header, rows)}\n`);
}

async function show(report: string, { out, ...flags }: OutFlags): Promise<void> {
  await save(await withCore(flags, (client) => client.reports.get({ id: report })), out);
}

async function verify(report: string, { json, ...flags }: CoreFlags & { json?: boolean }): Promise<void> {
  const check = await withCore(flags, (client) => client.reports.verify({ id: report }));
  if (json) print(check);
  else process.stdout.write(`${checkLines(check).join("\n")}\n`);
  if (!check.unchanged || check.signature?.valid === false) process.exitCode = 1;
}

function checkLines({ report, unchanged, signature }: ReportCheck): string[] {
  const { reports } = words;
  return [
    unchanged ? reports.unchanged(report.sha256) : reports.changed(report.sha256),
    signature
      ? reports.signature[signature.valid ? "valid" : "invalid"](
          signature.signer,
          signature.certificateSha256,
        )
      : reports.noSignature,
  ];
}

async function sign({ visit, as, indication, conclusion, paper, json, ...flags }: SignFlags): Promise<void> {
  const report = await withCore(flags, async (client) => {
    const kept = await client.reports.draft({ visitId: visit, language });
    const draft: ReportDraft = {
      ...kept,
      ...(indication === undefined ? {} : { indication }),
      ...(conclusion === undefined ? {} : { conclusion }),
      ...(paper === undefined ? {} : { paper }),
    };
    await client.session.confirm({ password: await ownPassword(words.reports.password) });
    return client.reports.sign({ visitId: visit, draft, meaning: as });
  });
  tellSigned(report, json);
}

async function add(report: string, { text, as, json, ...flags }: AddFlags): Promise<void> {
  const addendum = await withCore(flags, async (client) => {
    await client.session.confirm({ password: await ownPassword(words.reports.password) });
    return client.reports.addAddendum({ id: report, text, language, meaning: as });
  });
  tellSigned(addendum, json);
}

function tellSigned(report: StoredReport, json?: boolean): void {
  const { signer = "", meaning = "author" } = report.signature ?? {};
  const { meanings } = wordsOf(language).report.signature;
  if (json) print(report);
  else process.stdout.write(`${words.reports.signed(report.id, signer, meanings[meaning], report.sha256)}\n`);
}

async function save({ fileName, pdf }: Written, out?: string): Promise<void> {
  const path = out ?? fileName;
  await writeOutput(path, Buffer.from(await pdf.arrayBuffer()));
  process.stdout.write(`${path}\n`);
}

const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
