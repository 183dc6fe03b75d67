import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ensureBuilt } from "../../../build/app/built.ts";
import { findBrowser, sandboxFlags } from "../../../build/app/programs.ts";
import { type RunningCore, startCore } from "../../../main/core/start-core.ts";
import { temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { coreOptions } from "../../../main/doors/cli/with-core.ts";
import { type RunningServer, serve } from "../../../main/doors/loopback/serve.ts";
import { logOnAtPage } from "../log-on.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { drawingFails, failDrawing } from "../screens/failing-drawing.fixture.ts";
import { fakeMicrophone } from "../workstation.fixture.ts";
import { compareWithFake, type FakeVoice, fakeRateHz, writeFakeVoice } from "./fake-voice.fixture.ts";
import { storedSounds } from "./stored-sound.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// Takes that are cut: by the end of the page, of the core, and of the microphone.

const folder = temporaryFolder();
let running: RunningCore;
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let fake: FakeVoice;
let visitAddress: string;

beforeAll(async () => {
  ensureBuilt("renderer");
  // noise without a pause: no take ends by itself
  fake = writeFakeVoice(folder, 3, 0);
  const start = (options: Parameters<typeof startCore>[0]) => {
    running = startCore(options);
    return running;
  };
  server = await serve(coreOptions({ data: folder, device: "cpu" }, 1), { port: 0, start });
  browser = await chromium.launch({
    executablePath: findBrowser()!,
    args: [...sandboxFlags(), "--disable-gpu", ...fakeMicrophone(fake.path)],
  });
  context = await browser.newContext({ locale: "en" });
  await openPage();
  await enterPatientAndVisit(page, "E2E-C");
  await page.getByRole("link", { name: "Record" }).waitFor();
  visitAddress = new URL(page.url()).hash;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function openPage() {
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(server.url());
  await logOnAtPage(page);
}

/** Begins a take and lets it run for so long. */
async function recordFor(milliseconds: number) {
  await page.evaluate((hash) => {
    location.hash = `${hash}/record`;
  }, visitAddress);
  await page.getByText("all off").waitFor();
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.locator(".record-running").waitFor();
  await page.waitForTimeout(milliseconds);
}

const logged = () => readFileSync(join(folder, "logs", "bulbar.log"), "utf8");

/** Keeps the take that is offered. */
async function keepCutTake() {
  const offer = page.getByRole("region", { name: "A take that was cut" });
  await offer.getByRole("button", { name: "Keep it in the visit" }).click();
  await offer.waitFor({ state: "detached" });
}

test("a page that crashes leaves its take, which is offered after the next log-on", async () => {
  await recordFor(2000);
  const crashed = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await crashed;
  await openPage();
  await keepCutTake();
});

test("a core that ends in the middle takes nothing of the sound with it", async () => {
  await recordFor(2000);
  await running.terminate();
  await logOnAtPage(page);
  await keepCutTake();
});

test("a screen that cannot be drawn any more ends its take, which is kept; the log says where it failed", async () => {
  await recordFor(2000);
  const mend = await failDrawing(page);
  await page.keyboard.press("Control+k");
  // behind the palette, which was opened so that the screen is drawn again
  await page.getByText("This page cannot be shown").waitFor();
  await mend();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Load the page again" }).click();
  await page.getByText("all off").waitFor();
  await expect.poll(() => page.locator(".record-takes li").count()).toBe(3);
  await expect.poll(logged).toMatch(/page-failed: TypeError\n {4}\S+ \(.+:\d+:\d+\)/);
  expect(logged()).not.toContain(drawingFails);
});

test("a microphone that is taken away ends its take, which is judged and kept", async () => {
  await recordFor(2000);
  await page.evaluate(() => {
    navigator.mediaDevices.enumerateDevices = async () => [];
  });
  await page.getByText(/The microphone was taken away or changed/).waitFor();
  await page.locator(".record-verdict").waitFor();
  await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
});

test("what is kept of each is every sample up to its end", async () => {
  await browser.close();
  await server.close();
  const { sounds } = await storedSounds(folder);
  expect(sounds.map(({ recording }) => recording.capture?.ended)).toEqual([
    "unfinished",
    "unfinished",
    "by-hand",
    "device-gone",
  ]);
  for (const { channels } of sounds)
    for (const channel of channels) {
      expect(channel.length).toBeGreaterThan(fakeRateHz);
      expect(compareWithFake(channel, fake)).toEqual({ differ: 0, all: channel.length });
    }
});
