import { Command, Option } from "commander";
import { BulbarError } from "../../../../shared/domain/error.ts";
import {
  type ExchangeTarget,
  type ExportFormat,
  exchangeTargets,
  exportFormats,
} from "../../../../shared/domain/exchange.ts";
import type { LocalClient } from "../../../core/start-core.ts";
import { language, words } from "../language.ts";
import { messageLine } from "../message-words.ts";
import { dataOption } from "../options.ts";
import { type CoreFlags, withCore } from "../with-core.ts";
import { writeOutput } from "../write-output.ts";

type Flags = CoreFlags & { visit: string; format?: ExportFormat; out?: string; send?: ExchangeTarget };

export function exportCommand(): Command {
  return new Command("export")
    .description(words.commands.export)
    .requiredOption("--visit <id>", words.options.visit)
    .addOption(new Option("--format <format>", words.options.exportFormat).choices([...exportFormats]))
    .option("--out <file>", words.options.outExport)
    .addOption(new Option("--send <where>", words.options.exportSend).choices([...exchangeTargets]))
    .addOption(dataOption())
    .action(exportVisit);
}

async function exportVisit({ visit, format, out, send, ...flags }: Flags): Promise<void> {
  if (!format && !send) throw new BulbarError("usage", { why: "export-what" });
  await withCore(flags, async (client) => {
    if (format) await writeExport(client, { visit, format, out });
    if (send) await sendVisit(client, visit, send);
  });
}

type Wanted = { visit: string; format: ExportFormat; out: string | undefined };

async function writeExport(client: LocalClient, { visit, format, out }: Wanted): Promise<void> {
  const { fileName, content } = await client.exchange.visit({ visitId: visit, format, language });
  const path = out ?? fileName;
  await writeOutput(path, Buffer.from(await content.arrayBuffer()));
  process.stdout.write(`${path}\n`);
}

/** What was not accepted stays in the outbox; a script is told by the exit code. */
async function sendVisit(client: LocalClient, visit: string, target: ExchangeTarget): Promise<void> {
  const entries = await client.exchange.send({ visitId: visit, target, language });
  for (const entry of entries) process.stdout.write(`${messageLine(entry, language)}\n`);
  if (entries.some(({ state }) => state !== "accepted")) process.exitCode = 1;
}
