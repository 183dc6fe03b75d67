/** Loaded before the shell (`node --import`): the module "electron" is the fake one, and a test can end the core. */
import { registerHooks, syncBuiltinESMExports } from "node:module";
import workerThreads, { isMainThread } from "node:worker_threads";

const fake = new URL("./fake-electron.fixture.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fake, shortCircuit: true } : next(specifier, context),
});

if (isMainThread) {
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
