import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, vi } from "vitest";
import { ensureBuilt } from "../../../build/app/built.ts";
import { findBrowser, sandboxFlags } from "../../../build/app/programs.ts";
import type { ToShell, ToTest } from "./fake-messages.fixture.ts";

const root = join(import.meta.dirname, "../../..");

type Told<Type extends ToTest["type"]> = Extract<ToTest, { type: Type }>;
type MessageOptions = { message: string; detail: string; buttons: string[] };

/** The built shell, running on the fake Electron, and what a test does to it. */
export type OpenShell = {
  process: ChildProcess;
  context: BrowserContext;
  /** The page that the window shows now, in place of one that ended. */
  page(ended?: Page): Promise<Page>;
  send(message: ToShell): void;
  /** The next message of a type that was not taken yet. */
  told<Type extends ToTest["type"]>(type: Type): Promise<Told<Type>>;
  /** How many messages of a type wait to be taken. */
  count(type: ToTest["type"]): number;
  /** Answers the next message box with the button of this name, and gives what it said. */
  answer(button: string): Promise<MessageOptions>;
  /** Answers the next file dialog. */
  choose(paths: string[]): Promise<void>;
  /** A second start of the program; settles when it has left. */
  startAgain(args: string[]): Promise<void>;
  /** What the program wrote to its terminal. */
  output(): string;
  exitCode(): Promise<number | null>;
  /** Ends what is still there. */
  close(): Promise<void>;
};

type Opening = { dataFolder?: string; args?: string[]; env?: NodeJS.ProcessEnv };

const patience = { timeout: 60_000 };

export const freshDataFolder = () => mkdtempSync(join(tmpdir(), "bulbar-shell-data-"));

/** Builds program and pages where needed, and starts the built program with the fake Electron in a Chromium of its own. */
export async function openShell({
  dataFolder = freshDataFolder(),
  args = [],
  env = {},
}: Opening = {}): Promise<OpenShell> {
  ensureBuilt("renderer");
  ensureBuilt("main");
  const { context, endpoint } = await openBrowser();
  const start = (more: string[]) =>
    spawn(
      process.execPath,
      [
        "--import",
        join(import.meta.dirname, "register-fake-electron.fixture.ts"),
        join(root, "out/main/electron.js"),
        ...more,
      ],
      {
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        env: { ...process.env, BULBAR_DATA: dataFolder, ...env, FAKE_CDP: endpoint, FAKE_PORT: String(port) },
      },
    );
  const port = await freePort();
  const child = start(args);
  let output = "";
  child.stdout!.on("data", (text) => (output += text));
  child.stderr!.on("data", (text) => (output += text));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const waiting: ToTest[] = [];
  child.on("message", (message: ToTest) => waiting.push(message));

  async function told<Type extends ToTest["type"]>(type: Type): Promise<Told<Type>> {
    await expect.poll(() => waiting.some((message) => message.type === type), { message: type }).toBe(true);
    const index = waiting.findIndex((message) => message.type === type);
    return waiting.splice(index, 1)[0] as Told<Type>;
  }
  const send = (message: ToShell) => void child.send(message);

  return {
    process: child,
    context,
    page: async (ended) => {
      const open = () =>
        context.pages().filter((page) => page.url().includes("bulbar.localhost") && page !== ended);
      await expect.poll(() => open().length, { message: output }).toBe(1);
      const [page] = open();
      page!.setDefaultTimeout(60_000);
      return page!;
    },
    send,
    told,
    count: (type) => waiting.filter((message) => message.type === type).length,
    answer: async (button) => {
      const { id, options } = await told("dialog");
      const said = options as MessageOptions;
      expect(said.buttons).toContain(button);
      send({ type: "answer", id, answer: { response: said.buttons.indexOf(button) } });
      return said;
    },
    choose: async (filePaths) => {
      const { id, kind } = await told("dialog");
      expect(kind).toBe("open");
      send({ type: "answer", id, answer: { canceled: filePaths.length === 0, filePaths } });
    },
    startAgain: async (more) => void (await once(start(more), "exit")),
    output: () => output,
    exitCode: () => ended,
    close: async () => {
      child.kill("SIGKILL");
      await ended;
      await context.close();
    },
  };
}

/** A Chromium that this test and the program both drive. */
async function openBrowser(): Promise<{ context: BrowserContext; endpoint: string }> {
  const profile = mkdtempSync(join(tmpdir(), "bulbar-shell-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser()!,
    args: [
      ...sandboxFlags(),
      "--disable-gpu",
      "--disable-background-networking",
      "--remote-debugging-port=0",
    ],
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    acceptDownloads: true,
  });
  const file = join(profile, "DevToolsActivePort");
  const [port] = await vi.waitFor(() => readFileSync(file, "utf8").split("\n"), patience);
  return { context, endpoint: `http://127.0.0.1:${port}` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
