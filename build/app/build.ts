/**
 * `npm run build`: the pages and the program into out/, when they are older than their sources, and the models that are
 * assembled. `--program`: without the pages, as `npm install` does; without the program commands run from their sources,
 * and without such a model all others answer, so nothing fails where one cannot be made.
 */
import { assembleModels } from "./assemble-models.ts";
import { ensureBuilt } from "./built.ts";

if (process.argv.includes("--program")) {
  tryTo(assembleModels, "One of the models is missing until then.");
  tryTo(() => ensureBuilt("main"), "Commands run from their sources, which takes longer.");
} else {
  assembleModels();
  ensureBuilt("renderer");
  ensureBuilt("main");
}

function tryTo(make: () => void, otherwise: string): void {
  try {
    make();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${otherwise}\n`);
  }
}
