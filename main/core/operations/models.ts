import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Device } from "../../../shared/domain/device.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { Core } from "../core.ts";
import { audited } from "../history/audit.ts";
import type { History } from "../history/open-history.ts";
import { installPackage, removePackage } from "../inference/install-package.ts";
import { type ModelPackage, summarise } from "../inference/model-package.ts";
import { writeTrusted } from "../inference/trusted-models.ts";
import { withUpload } from "../uploads.ts";
import { operation } from "./implementer.ts";
import { typedEvents } from "./with-progress.ts";

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
  devices: on.devices.handler(async ({ context: { core } }) => {
    const open = await core.openModels();
    const { packages } = await core.models.content();
    const offered = open.offered();
    return { ...open.choice(), offered, measured: packages.flatMap((found) => open.measured(found) ?? []) };
  }),
  chooseDevice: on.chooseDevice.handler(async ({ context: { core }, input: { choice } }) => {
    const open = await core.openModels();
    const subject = "device of models";
    audited(
      await core.history(),
      () => open.choose(choice),
      () => ({
        action: "update" as const,
        patientId: null,
        subject,
        detail: choice,
      }),
    );
    return open.choice();
  }),
  bench: on.bench.handler(({ context: { core }, input, signal }) =>
    typedEvents(benchModels(core, input, signal)),
  ),
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
  trust: on.trust.handler(async ({ context: { core }, input }) => {
    const found = await core.models.find(input.id);
    trustModel(await core.history(), found, input.trusted, core.installedModelsFolder);
    return summarise(await core.models.find(input.id));
  }),
  remove: on.remove.handler(({ context: { core }, input }) => removeModel(core, input.id)),
};

/** This site's word on an installed package, in the audit trail before it counts. @throws BulbarError invalid-input */
function trustModel(history: History, found: ModelPackage, trusted: boolean, installedFolder: string): void {
  const { manifest, manifestSha256, origin } = found;
  if (origin === "shipped") {
    throw new BulbarError("invalid-input", { file: manifest.id, why: "shipped-model" });
  }
  audited(
    history,
    () => {},
    () => ({
      action: "update",
      patientId: null,
      subject: `model ${manifest.id}`,
      detail: `${trusted ? "trusted" : "no longer trusted"}: ${manifest.version}, manifest ${manifestSha256}`,
    }),
  );
  writeTrusted(installedFolder, manifest.id, trusted ? manifestSha256 : null);
}

/** Removes an installed package, and with it what was said of it. */
export async function removeModel({ installedModelsFolder }: Core, id: string) {
  await removePackage(id, installedModelsFolder);
  writeTrusted(installedModelsFolder, id, null);
  return { removed: true };
}

/** Installs a `.bulbar-model` file and gives what the list says of it. */
export async function addModel(core: Core, path: string): Promise<ModelSummary> {
  const { id } = await installPackage(path, {
    installedFolder: core.installedModelsFolder,
    shippedFolder: core.shippedModelsFolder,
  });
  return summarise(await core.models.find(id));
}

type AskedBench = { ids?: string[] | undefined; devices?: Device[] | undefined };

/** @throws BulbarError model-not-found */
async function* benchModels(core: Core, { ids, devices }: AskedBench, signal?: AbortSignal) {
  const open = await core.openModels();
  const { packages } = await core.models.content();
  const asked = ids ? await Promise.all(ids.map((id) => core.models.find(id))) : packages;
  for (const [index, found] of asked.entries()) {
    const { id } = found.manifest;
    const fraction = index / asked.length;
    yield { type: "progress" as const, stage: "trying-devices" as const, subject: id, fraction };
    yield { type: "measured" as const, devices: await open.measure(found, devices ?? null, signal) };
  }
}
