import { Command } from "commander";
import { findProgramFolder, programVersion } from "../../../core/program.ts";
import { openApiDocument } from "../../rest/openapi.ts";
import { language, words } from "../language.ts";
import { writeOutput } from "../write-output.ts";

/** The description of the interface for other programs, without starting it. */
export function openapiCommand(): Command {
  return new Command("openapi")
    .description(words.commands.openapi)
    .option("--out <file>", words.options.outFile)
    .action(async ({ out }: { out?: string }) => {
      const document = await openApiDocument(programVersion(findProgramFolder()), language);
      const text = `${JSON.stringify(document, null, 2)}\n`;
      if (out === undefined) process.stdout.write(text);
      else {
        await writeOutput(out, text);
        process.stdout.write(`${out}\n`);
      }
    });
}
