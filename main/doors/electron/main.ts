import { join } from "node:path";
import { Readable } from "node:stream";
import {
  app,
  BrowserWindow,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  protocol,
  session,
} from "electron";
import { defaultDataFolder, findProgramFolder, programVersion } from "../../core/program.ts";
import { startCore } from "../../core/start-core.ts";
import { Uploads } from "../../core/uploads.ts";
import { answerAppRequest, text } from "../app-request.ts";
import { coreEndedLine, logIn } from "../log.ts";
import { corePortEnd, type MessageEnd, relay } from "../relay.ts";
import { superviseCore } from "../supervise-core.ts";
import { appOrigin, isOwnPage, mayUse, ownPath } from "./own-page.ts";

app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);
if (app.requestSingleInstanceLock()) app.whenReady().then(start);
else app.quit();

async function start(): Promise<void> {
  const programFolder = findProgramFolder();
  const dataFolder = defaultDataFolder();
  const uploads = new Uploads(dataFolder);
  const log = logIn(dataFolder);
  const options = {
    uploads: uploads.place,
    backsUp: true,
    programFolder,
    dataFolder,
    programVersion: programVersion(programFolder),
    device: "auto",
    threads: 2,
  } as const;
  const core = superviseCore(
    () => startCore(options),
    (ending, isReplaced) => log(coreEndedLine(ending, isReplaced)),
  );
  const folders = {
    rendererFolder: join(programFolder, "out", "renderer"),
    uploads,
  };
  protocol.handle("app", async (request) => {
    const path = ownPath(request.url);
    if (path === null) return text(404, "Not found.");
    const body = request.body && Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
    return answerAppRequest({ method: request.method, path, body, signal: request.signal }, folders);
  });
  ipcMain.on("core:connect", (event) => {
    if (!isOwnPage(event.senderFrame?.url ?? "")) return;
    // A page that is given no port tries again.
    if (!core.isThere()) return event.sender.postMessage("core:port", null, []);
    const { port1, port2 } = new MessageChannelMain();
    relay(electronPortEnd(port2), corePortEnd(core.connect("window")));
    event.sender.postMessage("core:port", null, [port1]);
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, "mediaTypes" in details ? details.mediaTypes : []));
  });
  openWindow();
  app.on("second-instance", () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on("window-all-closed", () => app.quit());
  let isStopped = false;
  app.on("before-quit", async (event) => {
    if (isStopped) return;
    event.preventDefault();
    await core.close();
    await uploads.release();
    isStopped = true;
    app.quit();
  });
}

function openWindow(): void {
  const window = new BrowserWindow({
    width: 1440,
    height: 960,
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, "preload.cjs"),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
  });
  window.removeMenu();
  window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  window.webContents.on("will-navigate", (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${appOrigin}/`);
}

/** A MessagePort of Electron's main process as an end. */
function electronPortEnd(port: MessagePortMain): MessageEnd {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.on("message", ({ data }) => receive(data));
      port.start();
    },
    onClose: (closed) => void port.on("close", () => closed()),
    close: () => port.close(),
  };
}
