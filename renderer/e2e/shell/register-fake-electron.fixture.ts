/**
 * Loaded before the shell (`node --import`): the module "electron" is the fake one, and a test can end the core. FAKE_PROGRAM:
 * the installed program, which starts itself.
 */
import { registerHooks, syncBuiltinESMExports } from "node:module";
import workerThreads, { isMainThread } from "node:worker_threads";

const fake = new URL("./fake-electron.fixture.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fake, shortCircuit: true } : next(specifier, context),
});

const { FAKE_PROGRAM } = process.env;
if (FAKE_PROGRAM) process.execPath = FAKE_PROGRAM;

if (isMainThread) {
  // An installed program is not told the name of its own script.
  if (FAKE_PROGRAM) process.argv.splice(1, 1);
  let core: workerThreads.Worker | null = null;
  workerThreads.Worker = class extends workerThreads.Worker {
    constructor(...made: ConstructorParameters<typeof workerThreads.Worker>) {
      super(...made);
      core = this;
    }
  };
  syncBuiltinESMExports();
  process.on("message", ({ type }: { type: string }) => {
    if (type === "end-core") void core?.terminate();
  });
}
