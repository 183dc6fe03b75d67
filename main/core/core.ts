import { join } from "node:path";
import { type Ffmpeg, findFfmpeg } from "./audio/ffmpeg.ts";
import { openDataHistory } from "./history/open-data-history.ts";
import type { History } from "./history/open-history.ts";
import { ModelLibrary } from "./inference/model-library.ts";
import { type DevicePreference, type ModelSession, openSession } from "./inference/session.ts";
import { loadNorms, type Norms } from "./trends/norms.ts";
import { uploadsFolderOf } from "./uploads.ts";

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
};

/** The composition root: everything that operations need, opened when it is first used. */
export type Core = {
  options: CoreOptions;
  models: ModelLibrary;
  installedModelsFolder: string;
  /** Files received from a window lie here until they are imported. */
  uploadsFolder: string;
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
  const uploadsFolder = uploadsFolderOf(dataFolder);
  const installedModelsFolder = join(dataFolder, "models");
  const models = new ModelLibrary(join(programFolder, "models"), installedModelsFolder);
  const history = once(async () => openDataHistory(dataFolder, { now }));
  const sessions = new Map<string, Promise<ModelSession>>();
  return {
    options,
    models,
    installedModelsFolder,
    uploadsFolder,
    now,
    ffmpeg: once(findFfmpeg),
    history,
    norms: once(() => loadNorms(join(programFolder, "resources", "norms-1.json"))),
    session: async (modelId) => {
      const open = sessions.get(modelId) ?? models.find(modelId).then((found) => openSession(found, options));
      sessions.set(modelId, open);
      open.catch(() => sessions.delete(modelId));
      return open;
    },
    refreshModels: () => {
      models.refresh();
      sessions.clear();
    },
    close: async () => {
      if (history.started()) (await history()).close();
    },
  };
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
