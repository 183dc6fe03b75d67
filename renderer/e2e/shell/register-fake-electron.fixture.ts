/** Loaded before the shell (`node --import`): the module "electron" is the fake one. */
import { registerHooks } from "node:module";

const fake = new URL("./fake-electron.fixture.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fake, shortCircuit: true } : next(specifier, context),
});
