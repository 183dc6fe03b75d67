import { Command, CommanderError } from "commander";
import { findProgramFolder, programVersion } from "../../core/program.ts";
import { commandsFor } from "./commands.ts";
import { describeFailure } from "./failure.ts";
import { speakLanguage, usageWords } from "./help.ts";
import { language, words } from "./language.ts";

const program = new Command("bulbar")
  .description(words.program)
  .version(programVersion(findProgramFolder()), "-V, --version", words.help.showVersion);

for (const command of await commandsFor(process.argv.slice(2))) program.addCommand(command);
speakLanguage(program);
program.configureHelp({ ...program.configureHelp(), subcommandTerm: (command) => command.name() });
process.stdout.on("error", ignoreClosedPipe);

/** A reader that has seen enough (`bulbar models | head`) stops no work. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

try {
  await program.parseAsync(process.argv.slice(2), { from: "user" });
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) process.stderr.write(usageWords(error));
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { code, message, detail } = describeFailure(error, language);
    process.stderr.write(
      `bulbar: ${message} [${code}]\n${detail && process.env.BULBAR_DEBUG ? `${detail}\n` : ""}`,
    );
    process.exitCode ||= code === "usage" ? 2 : 1;
  }
}
