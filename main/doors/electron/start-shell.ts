import { join } from "node:path";
import { app, powerMonitor, type Session, safeStorage, session } from "electron";
import { shellChannels } from "../../../shared/contract/shell.ts";
import { languageOf } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";
import { capturePlace } from "../../core/capture/capture-place.ts";
import { findProgramFolder, programVersion } from "../../core/program.ts";
import { startCore } from "../../core/start-core.ts";
import { Uploads } from "../../core/uploads.ts";
import { CaptureDoor } from "../capture-door.ts";
import { coreEndedLine, type Log } from "../log.ts";
import { superviseCore } from "../supervise-core.ts";
import { deviceSecret } from "./device-secret.ts";
import { dialogsOver } from "./dialogs.ts";
import { guardContents, guardSession } from "./guard.ts";
import { filesOfArguments, type HandedFiles } from "./handed-files.ts";
import { showMenuBar } from "./menu-bar.ts";
import { OrderlyQuit } from "./orderly-quit.ts";
import { appOrigin } from "./own-page.ts";
import { recoverPage } from "./page-recovery.ts";
import { tieToPage } from "./page-ties.ts";
import { servePages } from "./pages.ts";
import { quitInOrder } from "./quit-events.ts";
import { ShellSettings } from "./shell-settings.ts";
import { openWindow, placeOf } from "./window.ts";

export type ShellStart = { dataFolder: string; log: Log; handed: HandedFiles };

/** Opens the workstation's window on a core of its own: the composition of this door. */
export async function startShell({ dataFolder, log, handed }: ShellStart): Promise<void> {
  const programFolder = findProgramFolder();
  const version = programVersion(programFolder);
  log(`started: ${version} ${process.platform} ${process.arch}`);
  const settings = new ShellSettings(dataFolder);
  const words = () => wordsOf(settings.choices.language ?? languageOf(app.getLocale()));

  const uploads = new Uploads(dataFolder);
  const captures = capturePlace(dataFolder);
  const captureDoor = new CaptureDoor(captures);
  const secret = await deviceSecret(safeStorage, dataFolder, log, { makes: app.isPackaged });
  const core = superviseCore(
    () =>
      startCore({
        programFolder,
        dataFolder,
        programVersion: version,
        device: null,
        threads: 2,
        uploads: uploads.place,
        captures,
        backsUp: true,
        deviceSecret: secret,
      }),
    (ending, isReplaced) => log(coreEndedLine(ending, isReplaced)),
  );

  const pages = guardedSession();
  const rendererFolder = join(programFolder, "out", "renderer");
  servePages(pages.protocol, { rendererFolder, uploads, log }, handed);
  const window = openWindow(pages, settings);
  const { webContents: contents } = window;
  const dialogs = dialogsOver(window, words);
  const showMenu = () =>
    showMenuBar({
      ...{ contents, dialogs, handed, settings, words, version },
      folders: { programFolder, dataFolder },
      quit: () => void quit.quit(),
    });
  const page = tieToPage(contents, {
    core,
    captures: captureDoor,
    handed,
    chooseFolder: dialogs.chooseFolder,
    onChoices: (choices) => {
      settings.keepChoices(choices);
      showMenu();
    },
  });
  const quit = new OrderlyQuit({
    unfinished: page.unfinished,
    ask: dialogs.askToQuit,
    stop: async () => {
      settings.keepWindow(placeOf(window));
      window.hide();
      await core.close();
      await captureDoor.close();
      await uploads.release();
    },
    leave: () => {
      window.destroy();
      app.quit();
    },
    log,
  });
  quitInOrder(window, quit);
  recoverPage(window, dialogs.pageQuestions, { log, quit: () => void quit.quitUnasked() });
  showMenu();
  const lock = () => contents.send(shellChannels.lock);
  powerMonitor.on("lock-screen", lock);
  powerMonitor.on("suspend", lock);
  app.on("second-instance", (_event, argv, workingFolder) => {
    if (window.isMinimized()) window.restore();
    window.focus();
    handed.hand(filesOfArguments(argv, workingFolder));
  });
  await window.loadURL(`${appOrigin}/`);
}

/**
 * The session of the pages. Without "persist:" nothing of what they load, hold as blobs or store is written to a disk.
 * The default session, which nothing uses, is closed as well.
 */
function guardedSession(): Session {
  const pages = session.fromPartition("pages");
  guardSession(pages);
  guardSession(session.defaultSession);
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
  return pages;
}
