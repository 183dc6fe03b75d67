import { assembleModels } from "../app/assemble-models.ts";

/** Before any test, however it is started: the models that `npm install` assembles are there and up to date. */
export function setup(): void {
  assembleModels();
}
