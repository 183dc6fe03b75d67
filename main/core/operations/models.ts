import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { Core } from "../core.ts";
import { installPackage, removePackage } from "../inference/install-package.ts";
import { summarise } from "../inference/model-package.ts";
import { withUpload } from "../uploads.ts";
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
  add: on.add.handler(({ context: { core }, input }) =>
    withUpload(core.options.uploads, input.uploadId, async (bytes) => {
      const path = join(await core.spoolFolder(), randomUUID());
      try {
        await writeFile(path, bytes, { mode: 0o600 });
        return await addModel(core, path);
      } finally {
        await rm(path, { force: true });
      }
    }),
  ),
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
