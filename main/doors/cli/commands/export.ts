import { writeFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { type ExportFormat, exportFormats } from "../../../../shared/domain/exchange.ts";
import { language, words } from "../language.ts";
import { dataOption } from "../options.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

type Flags = CoreFlags & { visit: string; format: ExportFormat; out?: string };

export function exportCommand(): Command {
  return new Command("export")
    .description(words.commands.export)
    .requiredOption("--visit <id>", words.options.visit)
    .addOption(
      new Option("--format <format>", words.options.exportFormat)
        .choices([...exportFormats])
        .makeOptionMandatory(),
    )
    .option("--out <file>", words.options.outExport)
    .addOption(dataOption())
    .action(exportVisit);
}

async function exportVisit({ visit, format, out, ...flags }: Flags): Promise<void> {
  const { fileName, content } = await withCore(flags, (client) =>
    client.exchange.visit({ visitId: visit, format, language }),
  );
  const path = out ?? fileName;
  await writeFile(path, Buffer.from(await content.arrayBuffer()));
  process.stdout.write(`${path}\n`);
}
