import { once } from "node:events";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { ensureBuilt } from "../../build/app/built.ts";
import { findBrowser, sandboxFlags } from "../../build/app/programs.ts";
import { startCli, temporaryFolder } from "../../main/doors/cli/run-cli.fixture.ts";
import type { Language } from "../../shared/words/language.ts";
import { logOnAtPage } from "./log-on.fixture.ts";

export type Workstation = {
  page: Page;
  context: BrowserContext;
  /** For files of the test. */
  folder: string;
  /** What the pages logged as errors, and every request that left this computer. */
  complaints: string[];
  /** Messages from the page to the program, as text where they are text. */
  sent: string[];
  /** May be called twice. */
  close: () => Promise<void>;
};

type Opening = {
  /** Where the history lies; a fresh one without. */
  folder?: string;
  /** Language that was chosen before; the browser's own without. */
  language?: Language;
  /** False: the page stays at its log-on. */
  logsOn?: boolean;
  /** A WAV (44.1 kHz, 16 bit) that the browser hears again and again as its microphone. */
  microphone?: string;
  /** A PulseAudio server whose default source the browser hears in place of a file. */
  pulseServer?: string;
};

/** Builds the pages when needed, serves them with a history and opens them in an installed browser. */
export async function openWorkstation({
  folder = temporaryFolder(),
  language,
  logsOn = true,
  microphone,
  pulseServer,
}: Opening = {}): Promise<Workstation> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error("There is no Chromium, Chrome or Edge; npm run setup installs one.");
  ensureBuilt("renderer");
  const server = startCli(["serve", "--data", folder, "--device", "cpu"]);
  const [line] = await once(server.stdout, "data");
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...quietFlags,
      ...(microphone ? fakeMicrophone(microphone) : []),
      ...(pulseServer ? [askNobody] : []),
    ],
    ...(pulseServer && { env: { ...(process.env as Record<string, string>), PULSE_SERVER: pulseServer } }),
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  if (language)
    await context.addInitScript((chosen) => {
      // an empty page, which a browser begins with, has no storage
      if (origin === "null" || localStorage.getItem("bulbar:language") !== null) return;
      localStorage.setItem("bulbar:language", chosen);
    }, language);
  const page = await context.newPage();
  const complaints = listenForComplaints(context);
  page.setDefaultTimeout(60_000);
  const sent: string[] = [];
  page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => sent.push(String(payload))));
  await page.goto(String(line).trim());
  if (logsOn) await logOnAtPage(page);
  const end = async () => {
    await browser.close();
    server.kill();
    await once(server, "exit");
  };
  let ended: Promise<void> | null = null;
  const close = () => {
    ended ??= end();
    return ended;
  };
  return { page, context, folder, complaints, sent, close };
}

/** A picture of a page for whoever looks at them: BULBAR_SCREENSHOT names a folder; none is taken without. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.BULBAR_SCREENSHOT;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

const askNobody = "--use-fake-ui-for-media-stream";

/** Flags of a browser that hears a file as its microphone, and asks nobody. */
export const fakeMicrophone = (path: string): string[] => [
  askNobody,
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-audio-capture=${path}`,
];

const quietFlags = [
  ...sandboxFlags(),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function listenForComplaints(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  context.on("weberror", (told) => complaints.push(told.error().message));
  context.on("request", (request) => {
    // Chromium's own viewer, which shows the report's PDF, is a part of the browser
    const local = /^(https?:\/\/127\.0\.0\.1[:/]|data:|blob:|chrome-extension:|chrome:)/.test(request.url());
    if (!local) complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}
