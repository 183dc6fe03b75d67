import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Session } from "../../shared/domain/session.ts";
import { type Ffmpeg, findFfmpeg } from "./audio/ffmpeg.ts";
import { type Norms, parseNorms } from "./findings/norms.ts";
import { type HeldFolder, holdFolder } from "./held-folder.ts";
import { openDataHistory } from "./history/open-data-history.ts";
import type { History } from "./history/open-history.ts";
import { ModelLibrary } from "./inference/model-library.ts";
import type { ModelPackage } from "./inference/model-package.ts";
import { selfTestApart } from "./inference/self-test-apart.ts";
import type { DevicePreference, ModelSession } from "./inference/session.ts";
import type { UploadPlace } from "./uploads.ts";

/** Where a core lives and how it runs. Plain data, so that it crosses to the worker thread. */
export type CoreOptions = {
  /** Root of the program: holds models/ and resources/. */
  programFolder: string;
  /** The user's data: history, key, installed models, uploads in transit. */
  dataFolder: string;
  programVersion: string;
  device: DevicePreference;
  /** Threads of one model run. */
  threads: number;
  /** Where the door puts what a window hands over; absent at a door without windows. */
  uploads?: UploadPlace;
};

/** The composition root: everything that operations need, opened when it is first used. */
export type Core = {
  options: CoreOptions;
  models: ModelLibrary;
  installedModelsFolder: string;
  shippedModelsFolder: string;
  /** A folder of this core's alone, for what only passes through; made when it is first asked for. */
  spoolFolder(): Promise<string>;
  now(): Date;
  ffmpeg(): Promise<Ffmpeg>;
  history(): Promise<History>;
  norms(): Promise<Norms>;
  session(modelId: string): Promise<ModelSession>;
  /** Looks at the packages again and forgets open sessions, after one was added or removed. */
  refreshModels(): void;
  close(): Promise<void>;
};

/** Joins the parts; opens nothing yet. */
export function createCore(options: CoreOptions, now: () => Date = () => new Date()): Core {
  const { programFolder, dataFolder } = options;
  const installedModelsFolder = join(dataFolder, "models");
  const shippedModelsFolder = join(programFolder, "models");
  const models = new ModelLibrary(shippedModelsFolder, installedModelsFolder);
  const history = once(async () => openDataHistory(dataFolder, { now }));
  const held: Once<HeldFolder> = once(() => holdFolder(dataFolder));
  const sessions = new Map<string, Promise<ModelSession>>();
  return {
    options,
    models,
    installedModelsFolder,
    shippedModelsFolder,
    spoolFolder: async () => (await held()).path,
    now,
    ffmpeg: once(findFfmpeg),
    history,
    norms: once(async () =>
      parseNorms(await readFile(join(programFolder, "resources", "norms.json"), "utf8")),
    ),
    session: async (modelId) => {
      const open = sessions.get(modelId) ?? models.find(modelId).then((found) => openModel(found, options));
      sessions.set(modelId, open);
      open.catch(() => sessions.delete(modelId));
      return open;
    },
    refreshModels: () => {
      models.refresh();
      sessions.clear();
    },
    close: async () => {
      if (held.started()) await (await held()).release();
      if (history.started()) (await history()).close();
    },
  };
}

/** A stranger's graph shows in a process of its own that it ends, before this one runs it. */
async function openModel(found: ModelPackage, options: CoreOptions): Promise<ModelSession> {
  if (!found.trusted) await selfTestApart(found);
  // onnxruntime is loaded with the first model that runs.
  const { openSession } = await import("./inference/session.ts");
  return openSession(found, options);
}

/** The same core, whose audit trail names the session's user. */
export function actingFor(core: Core, { user }: Session): Core {
  return { ...core, history: async () => ({ ...(await core.history()), actor: user }) };
}

type Once<T> = (() => Promise<T>) & { started(): boolean };

/** Runs `make` at the first call; a failure is tried again at the next. */
function once<T>(make: () => Promise<T>): Once<T> {
  let result: Promise<T> | null = null;
  const call = () => {
    result ??= make().catch((error) => {
      result = null;
      throw error;
    });
    return result;
  };
  return Object.assign(call, { started: () => result !== null });
}
