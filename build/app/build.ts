/**
 * `npm run build`: the pages and the program into out/, when they are older than their sources. `--program`: the program
 * alone, as `npm install` does; without it commands run from their sources, so nothing fails where it cannot be made.
 */
import { ensureBuilt } from "./built.ts";

if (process.argv.includes("--program")) tryProgram();
else {
  ensureBuilt("renderer");
  ensureBuilt("main");
}

function tryProgram(): void {
  try {
    ensureBuilt("main");
  } catch (error) {
    process.stderr.write(
      `${(error as Error).message}\nCommands run from their sources, which takes longer.\n`,
    );
  }
}
