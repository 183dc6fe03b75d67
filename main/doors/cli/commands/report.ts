import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { dataOption } from "../options.ts";
import { type CoreFlags, withCore } from "../with-core.ts";

export function reportCommand(): Command {
  return new Command("report")
    .description("write the PDF report of a visit")
    .requiredOption("--visit <id>", "the visit")
    .option("--out <file>", "where to write it (default: the report's own name, here)")
    .addOption(dataOption())
    .action(async (flags: CoreFlags & { visit: string; out?: string }) => {
      const { fileName, pdf } = await withCore(flags, (client) =>
        client.reports.create({ visitId: flags.visit }),
      );
      const path = flags.out ?? fileName;
      await writeFile(path, Buffer.from(await pdf.arrayBuffer()));
      process.stdout.write(`${path}\n`);
    });
}
