import { Command, CommanderError } from "commander";
import { findProgramFolder, programVersion } from "../../core/program.ts";
import { analyseCommand } from "./commands/analyse.ts";
import { demoCommand } from "./commands/demo.ts";
import { modelsCommand } from "./commands/models.ts";
import { patientsCommand } from "./commands/patients.ts";
import { reportCommand } from "./commands/report.ts";
import { serveCommand } from "./commands/serve.ts";
import { synthCommand } from "./commands/synth.ts";
import { trendCommand } from "./commands/trend.ts";
import { visitsCommand } from "./commands/visits.ts";
import { describeFailure } from "./failure.ts";

const program = new Command("bulbar")
  .description("Assessment of dysarthria in ALS from voice recordings. Research use only, not for diagnosis.")
  .version(programVersion(findProgramFolder()));

for (const command of [
  analyseCommand,
  patientsCommand,
  visitsCommand,
  trendCommand,
  reportCommand,
  modelsCommand,
  synthCommand,
  demoCommand,
  serveCommand,
]) {
  program.addCommand(command());
}
exitInsteadOfQuitting(program);
process.stdout.on("error", ignoreClosedPipe);

/** Usage errors leave with 2, whatever command found them. */
function exitInsteadOfQuitting(command: Command): void {
  command.exitOverride().showSuggestionAfterError().showHelpAfterError("(add --help for the options)");
  for (const child of command.commands) exitInsteadOfQuitting(child);
}

/** A reader that has seen enough (`bulbar models | head`) stops no work. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { code, message, detail } = describeFailure(error);
    process.stderr.write(
      `bulbar: ${message} [${code}]\n${detail && process.env.BULBAR_DEBUG ? `${detail}\n` : ""}`,
    );
    process.exitCode ||= code === "usage" ? 2 : 1;
  }
}
