import { rm } from "node:fs/promises";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { uploadPath } from "../analysis/import-recording.ts";
import type { Core } from "../core.ts";
import { installPackage, removePackage } from "../inference/install-package.ts";
import { summarise } from "../inference/model-package.ts";
import { operation } from "./implementer.ts";

const { models: on } = operation;

export const models = {
  list: on.list.handler(async ({ context: { core } }) => {
    const { packages, refused } = await core.models.content();
    return { models: packages.map(summarise), refused };
  }),
  card: on.card.handler(async ({ context: { core }, input }) => ({
    markdown: await core.models.card(input.id),
  })),
  verify: on.verify.handler(async ({ context: { core }, input }) => {
    core.refreshModels();
    return { device: (await core.session(input.id)).device };
  }),
  add: on.add.handler(async ({ context: { core }, input }) => {
    const path = uploadPath(core, input.uploadId);
    try {
      return await addModel(core, path);
    } finally {
      await rm(path, { force: true });
    }
  }),
  remove: on.remove.handler(async ({ context: { core }, input }) => {
    await removePackage(input.id, core.installedModelsFolder);
    core.refreshModels();
    return { removed: true };
  }),
};

/** Installs a `.bulbar-model` file and gives what the list says of it. */
export async function addModel(core: Core, path: string): Promise<ModelSummary> {
  const { id } = await installPackage(path, core.installedModelsFolder);
  core.refreshModels();
  return summarise(await core.models.find(id));
}
