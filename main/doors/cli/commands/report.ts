import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { language, words } from "../language.ts";
import { dataOption } from "../options.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

export function reportCommand(): Command {
  return new Command("report")
    .description(words.commands.report)
    .requiredOption("--visit <id>", words.options.visit)
    .option("--out <file>", words.options.outReport)
    .addOption(dataOption())
    .action(async (flags: CoreFlags & { visit: string; out?: string }) => {
      const { fileName, pdf } = await withCore(flags, (client) =>
        client.reports.create({ visitId: flags.visit, language }),
      );
      const path = flags.out ?? fileName;
      await writeFile(path, Buffer.from(await pdf.arrayBuffer()));
      process.stdout.write(`${path}\n`);
    });
}
