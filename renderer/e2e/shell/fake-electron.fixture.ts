/**
 * The few APIs of Electron that the shell uses, in a real Chromium: stands in for the module "electron" where its binary
 * cannot be had. The program is the built one; its pages come over HTTP on `bulbar.localhost` and are given the name
 * `app://bulbar` on the shell's side. What a test does to the system (menus, dialogs, a locked screen) comes as messages
 * of the parent process; see open-shell.fixture.ts.
 */
import { execFileSync } from "node:child_process";
import { createCipheriv, createDecipheriv } from "node:crypto";
import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type BrowserContext, chromium, type Frame, type Page } from "playwright-core";
import { type WebSocket as NodeSocket, WebSocketServer } from "ws";
import type { ToShell, ToTest } from "./fake-messages.fixture.ts";

const { FAKE_CDP = "", FAKE_PORT = "", FAKE_KEY_STORE = "basic_text", FAKE_DISPLAYS = "" } = process.env;
const httpOrigin = `http://bulbar.localhost:${FAKE_PORT}`;
const appOrigin = "app://bulbar";
const toApp = (url: string) => url.replace(httpOrigin, appOrigin);
const toHttp = (url: string) => url.replace(appOrigin, httpOrigin);

const tellTest = (message: ToTest) => process.send?.(message);

/** An event that can be prevented, as Electron's are. */
function fakeEvent<Facts extends object>(facts: Facts) {
  const event = {
    ...facts,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}

// ---------------------------------------------------------------- app

class FakeApp extends EventEmitter {
  isPackaged = true;
  #paths: Record<string, string> = {};
  commandLine = { appendSwitch: () => {} };
  enableSandbox() {}
  setPath(name: string, path: string) {
    this.#paths[name] = path;
  }
  getLocale() {
    return process.env.FAKE_LOCALE ?? "en-GB";
  }
  /** The first program on a folder listens; the next one tells it what it was started with. */
  requestSingleInstanceLock(): boolean {
    const folder = this.#paths.userData!;
    mkdirSync(folder, { recursive: true });
    const socket = join(folder, "fake.sock");
    const told = JSON.stringify({ argv: process.argv, folder: process.cwd() });
    const tell = `const s=require("node:net").connect(${JSON.stringify(socket)},()=>s.end(${JSON.stringify(told)}));s.on("error",()=>process.exit(1))`;
    try {
      execFileSync(process.execPath, ["-e", tell], { stdio: "ignore" });
      return false;
    } catch {
      rmSync(socket, { force: true });
      const server = createSocketServer(async (client) => {
        const { argv, folder } = JSON.parse(Buffer.concat(await client.toArray()).toString());
        this.emit("second-instance", {}, argv, folder, null);
      });
      server.listen(socket).unref();
      return true;
    }
  }
  async whenReady() {
    await ready;
  }
  quit() {
    // Electron closes after what runs now.
    setImmediate(async () => {
      const event = fakeEvent({});
      this.emit("before-quit", event);
      if (event.defaultPrevented) return;
      for (const window of BrowserWindow.getAllWindows()) window.close();
      if (BrowserWindow.getAllWindows().length === 0) await leave(0);
    });
  }
  exit(code: number) {
    void leave(code);
  }
}

async function leave(code: number) {
  await browser?.close().catch(() => {});
  process.exit(code);
}

export const app = new FakeApp();

// ---------------------------------------------------------------- session and protocol

type Handler = (request: Request) => Promise<Response>;
type Answer = (answer: { cancel?: boolean }) => void;

class FakeSession extends EventEmitter {
  handler: Handler | null = null;
  isBlocked: (url: string) => Promise<boolean> = async () => false;
  permissionRequest: (...asked: unknown[]) => void = () => {};
  permissionCheck: (...asked: unknown[]) => boolean = () => true;
  protocol = {
    handle: (_scheme: string, handler: Handler) => {
      this.handler = handler;
    },
  };
  webRequest = {
    onBeforeRequest: (listener: (details: { url: string }, answer: Answer) => void) => {
      this.isBlocked = (url) =>
        new Promise((resolve) => listener({ url }, ({ cancel = false }) => resolve(cancel)));
    },
  };
  setPermissionRequestHandler(handler: (...asked: unknown[]) => void) {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: (...asked: unknown[]) => boolean) {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler() {}
  setDisplayMediaRequestHandler() {}
  setSpellCheckerEnabled() {}
}

const pagesSession = new FakeSession();
export const session = { defaultSession: new FakeSession(), fromPartition: () => pagesSession };
export const protocol = { registerSchemesAsPrivileged: () => {} };

const server = createServer(async (incoming, response) => {
  try {
    const answer = await pagesSession.handler!(requestOf(incoming));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch {
    response.destroy();
  }
});

function requestOf(incoming: IncomingMessage): Request {
  const gone = new AbortController();
  incoming.on("close", () => incoming.complete || gone.abort());
  const hasBody = incoming.method === "POST" && incoming.headers["content-length"] !== "0";
  return new Request(`${appOrigin}${incoming.url}`, {
    method: incoming.method!,
    signal: gone.signal,
    ...(hasBody && { body: Readable.toWeb(incoming) as unknown as BodyInit, duplex: "half" }),
  } as RequestInit);
}

// ---------------------------------------------------------------- messages and ports

export const ipcMain = Object.assign(new EventEmitter(), {
  handlers: new Map<string, (...asked: unknown[]) => unknown>(),
  handle: (channel: string, handler: (...asked: unknown[]) => unknown) =>
    void ipcMain.handlers.set(channel, handler),
});

/** One end of a channel in this process; sent to the page, it lives on as a WebSocket. */
class FakePort extends EventEmitter {
  peer: FakePort | null = null;
  socket: NodeSocket | null = null;
  #waiting: unknown[] = [];
  postMessage(data: unknown) {
    this.peer?.receive(data);
  }
  receive(data: unknown) {
    if (this.socket) this.socket.send(data as string | Uint8Array);
    else if (this.listenerCount("message") > 0) this.emit("message", { data });
    else this.#waiting.push(data);
  }
  start() {}
  close() {
    this.socket?.close();
    this.peer?.ended();
    this.ended();
  }
  ended() {
    this.socket?.close();
    this.emit("close");
    this.removeAllListeners();
  }
  /** The page has taken this end. */
  join(socket: NodeSocket) {
    this.socket = socket;
    for (const data of this.#waiting.splice(0)) this.receive(data);
    socket.on("message", (data, isBinary) =>
      this.postMessage(isBinary ? new Uint8Array(data as Buffer) : data.toString()),
    );
    socket.on("close", () => this.peer?.ended());
  }
}

export class MessageChannelMain {
  port1 = new FakePort();
  port2 = new FakePort();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

const sentPorts = new Map<string, FakePort>();
const sockets = new WebSocketServer({ server });
sockets.on("connection", (socket, { url = "" }) => {
  const port = sentPorts.get(url.slice(1));
  if (port) port.join(socket);
  else socket.close();
});

/** Runs in the page in place of Electron's own side of the preload script. */
function preloadIn([source, argv, origin, port]: [string, string[], string, string]) {
  if (location.origin !== origin) return;
  const page = window as unknown as {
    fakeSend(channel: string, told: unknown[]): Promise<unknown>;
    fakeInvoke(channel: string, told: unknown[]): Promise<unknown>;
    fakeReceive(channel: string, told: unknown[], portIds: string[]): void;
  } & Record<string, unknown>;
  const listeners = new Map<string, ((...told: unknown[]) => void)[]>();
  const portTo = (id: string) => {
    const { port1, port2 } = new MessageChannel();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${id}`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      port2.onmessage = ({ data }) => socket.send(data);
    };
    socket.onmessage = ({ data }) =>
      port2.postMessage(typeof data === "string" ? data : new Uint8Array(data));
    // The page holds the port under an object of its own, which it was given by a message.
    const given = new Promise<MessagePort>((resolve) => {
      const take = ({ ports }: MessageEvent) => {
        if (ports[0]) resolve(ports[0]);
        window.removeEventListener("message", take);
      };
      window.addEventListener("message", take);
    });
    // Electron's ports tell when the other end has closed; Chromium's alone do not.
    socket.onclose = async () => (await given).dispatchEvent(new Event("close"));
    return port1;
  };
  page.fakeReceive = (channel, told, portIds) => {
    const event = { ports: portIds.map(portTo) };
    for (const listener of listeners.get(channel) ?? []) listener(event, ...told);
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) => {
        page[name] = api;
      },
    },
    ipcRenderer: {
      send: (channel: string, ...told: unknown[]) => void page.fakeSend(channel, told),
      invoke: (channel: string, ...told: unknown[]) => page.fakeInvoke(channel, told),
      on: (channel: string, listener: (...told: unknown[]) => void) =>
        void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
  };
  new Function("require", "process", "exports", source)(() => electron, { argv }, {});
}

// ---------------------------------------------------------------- windows

class FakeContents extends EventEmitter {
  session = pagesSession;
  page: Page | null = null;
  #url = "";
  #isLoading = false;
  #isCrashed = false;
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: "allow" });
  readonly #preload: string;
  readonly #argv: string[];

  constructor(preload: string, argv: string[]) {
    super();
    this.#preload = readFileSync(preload, "utf8");
    this.#argv = argv;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.#openHandler = handler;
  }
  async load(url: string) {
    this.#url = url;
    this.page ??= await this.#newPage();
    this.#isLoading = true;
    await this.page.goto(toHttp(url));
    this.#isLoading = false;
  }
  async reload() {
    const before = this.page;
    this.#url = toApp(before?.url() ?? "") || this.#url;
    if (this.#isCrashed) this.page = null;
    this.#isCrashed = false;
    await this.load(this.#url);
    if (before !== this.page) await before?.close().catch(() => {});
  }
  async forcefullyCrashRenderer() {
    const page = this.page!;
    const devtools = await page.context().newCDPSession(page);
    void devtools.send("Page.crash").catch(() => {});
  }
  send(channel: string, ...told: unknown[]) {
    this.#receive(channel, told, []);
  }
  postMessage(channel: string, _message: unknown, ports: FakePort[]) {
    const ids = ports.map((port) => {
      const id = crypto.randomUUID();
      sentPorts.set(id, port);
      return id;
    });
    this.#receive(channel, [], ids);
  }
  print() {
    tellTest({ type: "printed" });
  }
  #receive(channel: string, told: unknown[], portIds: string[]) {
    const send = (message: [string, unknown[], string[]]) =>
      (
        window as unknown as { fakeReceive?: (...message: [string, unknown[], string[]]) => void }
      ).fakeReceive?.(...message);
    void this.page?.evaluate(send, [channel, told, portIds] as [string, unknown[], string[]]).catch(() => {});
  }
  async #newPage(): Promise<Page> {
    const page = await context.newPage();
    const eventOf = (frame: Frame) => ({
      sender: this,
      senderFrame: { url: toApp(frame.url()), parent: frame.parentFrame() ? {} : null },
    });
    await page.exposeBinding("fakeSend", ({ frame }, channel: string, told: unknown[]) => {
      ipcMain.emit(channel, eventOf(frame), ...told);
    });
    await page.exposeBinding("fakeInvoke", ({ frame }, channel: string, told: unknown[]) =>
      ipcMain.handlers.get(channel)?.(eventOf(frame), ...told),
    );
    await page.addInitScript(preloadIn, [this.#preload, this.#argv, httpOrigin, FAKE_PORT] as [
      string,
      string[],
      string,
      string,
    ]);
    page.on("popup", async (popup) => {
      if (this.#openHandler({ url: toApp(popup.url()) }).action === "deny") await popup.close();
    });
    page.on("download", async (download) => {
      const event = fakeEvent({});
      pagesSession.emit("will-download", event, { getURL: () => toApp(download.url()) }, this);
      if (event.defaultPrevented) await download.cancel();
      else tellTest({ type: "downloaded", name: download.suggestedFilename(), path: await download.path() });
    });
    page.on("crash", () => {
      this.#isCrashed = true;
      this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 5 });
    });
    await page.route(
      () => true,
      async (route) => {
        const request = route.request();
        const url = toApp(request.url());
        if (request.isNavigationRequest() && this.#isRefused(url, request.frame()))
          return route.abort("aborted");
        if (await pagesSession.isBlocked(url)) return route.abort("blockedbyclient");
        return route.continue();
      },
    );
    return page;
  }
  #isRefused(url: string, frame: Frame): boolean {
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame)
      this.emit("did-start-navigation", fakeEvent({ url, isMainFrame, isSameDocument: false }));
    if (this.#isLoading) return false;
    const events = isMainFrame ? ["will-navigate", "will-frame-navigate"] : ["will-frame-navigate"];
    return events.some((name) => {
      const event = fakeEvent({ url, isMainFrame });
      this.emit(name, event);
      return event.defaultPrevented;
    });
  }
}

type WindowOptions = {
  x: number;
  y: number;
  width: number;
  height: number;
  webPreferences: { preload: string; additionalArguments: string[] };
};

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Set<BrowserWindow>();
  static getAllWindows = () => [...BrowserWindow.#all];
  readonly webContents: FakeContents;
  #bounds: { x: number; y: number; width: number; height: number };
  #isMaximised = false;

  constructor({ x, y, width, height, webPreferences }: WindowOptions) {
    super();
    this.#bounds = { x, y, width, height };
    this.webContents = new FakeContents(webPreferences.preload, webPreferences.additionalArguments);
    BrowserWindow.#all.add(this);
    tellTest({ type: "window", bounds: this.#bounds, preferences: webPreferences });
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(url: string) {
    await this.webContents.load(url);
    this.emit("ready-to-show");
  }
  show() {}
  hide() {}
  restore() {}
  focus() {
    tellTest({ type: "focused" });
  }
  isMinimized = () => false;
  isMaximized = () => this.#isMaximised;
  maximize() {
    this.#isMaximised = true;
  }
  getNormalBounds = () => this.#bounds;
  setBounds(bounds: { x: number; y: number; width: number; height: number }) {
    this.#bounds = bounds;
  }
  close() {
    const event = fakeEvent({});
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy() {
    if (!BrowserWindow.#all.delete(this)) return;
    void this.webContents.page?.close().catch(() => {});
    if (BrowserWindow.#all.size === 0) app.emit("window-all-closed");
  }
}

// ---------------------------------------------------------------- the system

type MenuItem = { label?: string; submenu?: MenuItem[]; checked?: boolean; click?: () => void };

export const Menu = {
  shown: [] as MenuItem[],
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu: (template: MenuItem[]) => {
    Menu.shown = template;
  },
};

/** Dialogs that wait for the test's answer, by number. */
const asked = new Map<number, (answer: unknown) => void>();
let dialogs = 0;

function askTest(
  kind: "message" | "open" | "error",
  options: object,
  signal?: AbortSignal,
): Promise<unknown> {
  const id = ++dialogs;
  const answer = new Promise((resolve) => {
    asked.set(id, resolve);
    signal?.addEventListener("abort", () => resolve({ response: -1 }));
  });
  tellTest({ type: "dialog", id, kind, options });
  return answer;
}

export const dialog = {
  showMessageBox: (_window: unknown, { signal, ...options }: { signal?: AbortSignal }) =>
    askTest("message", options, signal),
  showOpenDialog: (_window: unknown, options: object) => askTest("open", options),
  showErrorBox: (title: string, content: string) => void askTest("error", { title, content }),
};

export const shell = { openPath: (path: string) => tellTest({ type: "opened", path }) };
export const nativeTheme = { themeSource: "system" };
export const powerMonitor = new EventEmitter();

const mainDisplay = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = {
  getPrimaryDisplay: () => mainDisplay,
  getAllDisplays: () => [mainDisplay, ...(FAKE_DISPLAYS ? JSON.parse(FAKE_DISPLAYS) : [])],
};

const storeKey = Buffer.alloc(32, 7);
const storeStart = Buffer.alloc(16, 1);
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => FAKE_KEY_STORE,
  encryptStringAsync: async (text: string) =>
    createCipheriv("aes-256-ctr", storeKey, storeStart).update(text),
  decryptStringAsync: async (bytes: Buffer) => ({
    shouldReEncrypt: false,
    result: createDecipheriv("aes-256-ctr", storeKey, storeStart).update(bytes).toString(),
  }),
};

// ---------------------------------------------------------------- what the test does

function itemAt(labels: string[]): MenuItem {
  let items = Menu.shown;
  let found: MenuItem | undefined;
  for (const label of labels) {
    found = items.find((item) => item.label === label);
    items = found?.submenu ?? [];
  }
  if (!found) throw new Error(`no menu ${labels.join(" > ")}`);
  return found;
}

function askPermission({ permission, url, mediaTypes }: Extract<ToShell, { type: "permission" }>): boolean {
  let isGranted = false;
  const grant = (granted: boolean) => {
    isGranted = granted;
  };
  pagesSession.permissionRequest(null, permission, grant, { requestingUrl: url, mediaTypes });
  const check = { mediaType: mediaTypes?.[0], requestingUrl: url, isMainFrame: true };
  return isGranted && pagesSession.permissionCheck(null, permission, url, check);
}

process.on("message", (message: ToShell) => {
  const [window] = BrowserWindow.getAllWindows();
  if (message.type === "answer") asked.get(message.id)?.(message.answer);
  else if (message.type === "click") itemAt(message.labels).click?.();
  else if (message.type === "menu") tellTest({ type: "menu", labels: labelsOf(Menu.shown) });
  else if (message.type === "power") powerMonitor.emit(message.event);
  else if (message.type === "close-window") window?.close();
  else if (message.type === "hang") window?.emit("unresponsive");
  else if (message.type === "answers") window?.emit("responsive");
  else if (message.type === "crash") void window?.webContents.forcefullyCrashRenderer();
  else if (message.type === "move") window?.setBounds(message.bounds);
  else if (message.type === "open-file") app.emit("open-file", fakeEvent({}), message.path);
  else if (message.type === "permission") tellTest({ type: "permission", isGranted: askPermission(message) });
});

function labelsOf(items: MenuItem[]): string[] {
  return items.flatMap(({ label, submenu }) => [...(label ? [label] : []), ...labelsOf(submenu ?? [])]);
}

// The parent is gone: a test that was killed leaves no program behind.
process.on("disconnect", () => process.exit(1));

// What opens no window needs none.
const browser = FAKE_CDP ? await chromium.connectOverCDP(FAKE_CDP) : null;
const context = browser?.contexts()[0] as BrowserContext;
const ready = new Promise<void>((resolve) => server.listen(Number(FAKE_PORT), "127.0.0.1", resolve));
