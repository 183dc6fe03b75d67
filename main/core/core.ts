import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeviceChoice } from "../../shared/domain/device.ts";
import { BulbarError } from "../../shared/domain/error.ts";
import type { Session } from "../../shared/domain/session.ts";
import { type Ffmpeg, findFfmpeg } from "./audio/ffmpeg.ts";
import type { CapturePlace } from "./capture/capture-place.ts";
import { type Norms, parseNorms } from "./findings/norms.ts";
import type { SiteRules } from "./findings/site-rules.ts";
import { type HeldFolder, holdFolder } from "./held-folder.ts";
import { writeAudit } from "./history/audit.ts";
import { keepAuditHead } from "./history/audit-trail.ts";
import type { HistoryPlace } from "./history/backup-history.ts";
import { historyError } from "./history/history-error.ts";
import { newestUsersOf, noteNewestUsers } from "./history/newest-users.ts";
import { openDataHistory, opensDataHistory } from "./history/open-data-history.ts";
import type { History } from "./history/open-history.ts";
import { ModelLibrary } from "./inference/model-library.ts";
import type { OpenModels } from "./inference/open-models.ts";
import type { ModelSession } from "./inference/session.ts";
import type { UploadPlace } from "./uploads.ts";
import { storedDeviceSecret } from "./vault/stored-device-secret.ts";
import { Vault } from "./vault/vault.ts";

/** Where a core lives and how it runs. Plain data, so that it crosses to the worker thread. */
export type CoreOptions = {
  /** Root of the program: holds models/ and resources/. */
  programFolder: string;
  /** The user's data: history, key, installed models, uploads in transit. */
  dataFolder: string;
  programVersion: string;
  /** Null: as the environment says, else as the site chose. */
  device: DeviceChoice | null;
  /** Threads of one model run. */
  threads: number;
  /** By what a site judges, from its file, for recordings that are not stored; absent: see `rulesAtHand`. */
  site?: { fileName: string; rules: SiteRules };
  /** Where the door puts what a window or a program hands over; absent where only paths are given. */
  uploads?: UploadPlace;
  /** Where the door writes what a window records; absent where nothing is recorded. */
  captures?: CapturePlace;
  /**
   * From the operating system's store: new passwords then open nothing without it. Null where the door has asked and there
   * is none; absent where it cannot ask: see `storedDeviceSecret`.
   */
  deviceSecret?: Uint8Array | null;
  /** It makes planned backups and hands over what waits in the outbox: a door with windows stays, others end before a day is over. */
  backsUp?: boolean;
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
  /** When somebody asked for something for the last time, ms since 1970; polls of a page do not count. */
  presence: { lastAt: number };
  ffmpeg(): Promise<Ffmpeg>;
  /** The users, and who is logged on. */
  vault: Vault;
  /** @throws BulbarError not-logged-on; as `openHistory` does */
  history(): Promise<History>;
  /** It is opened again when it is next asked for. */
  closeHistory(): void;
  norms(): Promise<Norms>;
  session(modelId: string): Promise<ModelSession>;
  /** The models that run, and on which devices. */
  openModels(): Promise<OpenModels>;
  /** Looks at the packages again and forgets open sessions, where one may have been changed in its place. */
  refreshModels(): void;
  close(): Promise<void>;
};

/** Joins the parts; opens nothing yet. */
export function createCore(options: CoreOptions, now: () => Date = () => new Date()): Core {
  const { programFolder, dataFolder } = options;
  const installedModelsFolder = join(dataFolder, "models");
  const shippedModelsFolder = join(programFolder, "models");
  const models = new ModelLibrary(shippedModelsFolder, installedModelsFolder);
  let opened: History | null = null;
  const history = once(async () => {
    const secret = await deviceSecret();
    opened = openDataHistory(dataFolder, vault.dataKey(), { now, deviceSecret: secret });
    noteNewestUsers(opened, vault.newestUsers);
    tellTrail(opened, vault);
    return opened;
  });
  const closeHistory = () => {
    opened?.close();
    opened = null;
    history.forget();
  };
  const deviceSecret = once(async () =>
    options.deviceSecret === undefined ? storedDeviceSecret(dataFolder) : options.deviceSecret,
  );
  const vault = new Vault({
    dataFolder,
    now,
    secrets: async () => ({ device: await deviceSecret() }),
    opensHistory: (key) => opensDataHistory(dataFolder, key),
    newestUsers: (key) => newestUsersOf(dataFolder, key),
    onUsers: (revision) => opened && noteNewestUsers(opened, revision),
    tellTrail: async () => void (await history().catch(() => {})),
    onLock: closeHistory,
    onEvent: () => opened && tellTrail(opened, vault),
  });
  const held: Once<HeldFolder> = once(() => holdFolder(dataFolder));
  let running: OpenModels | null = null;
  const openModels = once(async () => {
    // onnxruntime is loaded with the first model that runs.
    const { OpenModels } = await import("./inference/open-models.ts");
    running = new OpenModels({ ...options, now, measures: options.backsUp === true });
    return running;
  });
  return {
    options,
    models,
    installedModelsFolder,
    shippedModelsFolder,
    spoolFolder: async () => (await held()).path,
    now,
    presence: { lastAt: now().getTime() },
    ffmpeg: once(findFfmpeg),
    vault,
    history,
    closeHistory,
    norms: once(async () =>
      parseNorms(await readFile(join(programFolder, "resources", "norms.json"), "utf8")),
    ),
    session: async (modelId) => {
      const found = await models.find(modelId);
      return (await openModels()).get(found);
    },
    openModels,
    refreshModels: () => {
      models.refresh();
      running?.forget();
    },
    close: async () => {
      running?.close();
      if (held.started()) await (await held()).release();
      vault.close();
      closeHistory();
    },
  };
}

/** Writes what happened at the door into the trail; it waits where nothing can be written, or not now. */
function tellTrail(history: History, vault: Vault): void {
  if (history.readOnly) return;
  try {
    vault.tellEvents((events) => {
      const tell = history.database.transaction(() => {
        for (const event of events)
          writeAudit(history, { action: "update", patientId: null, subject: "session", ...event });
      });
      tell.immediate();
      keepAuditHead(history);
    });
  } catch (error) {
    const known = historyError(error, history.database.name);
    if (!(known instanceof BulbarError) || known.code === "history-corrupt") throw known;
  }
}

/** Where the history lies and what opens it, for what works on it as a whole. @throws BulbarError not-logged-on */
export function historyPlaceOf({ options, vault }: Core, actor: string): HistoryPlace {
  const { dataFolder, programVersion } = options;
  return { dataFolder, programVersion, actor, key: vault.dataKey(), users: vault.usersText() };
}

/** The same core, whose audit trail names the session's user. */
export function actingFor(core: Core, { user }: Session): Core {
  return { ...core, history: async () => ({ ...(await core.history()), actor: user }) };
}

type Once<T> = (() => Promise<T>) & { started(): boolean; forget(): void };

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
  return Object.assign(call, { started: () => result !== null, forget: () => (result = null) });
}
