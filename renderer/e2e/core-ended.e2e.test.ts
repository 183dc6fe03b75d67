import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuilt } from "../../build/app/built.ts";
import { findBrowser, sandboxFlags } from "../../build/app/programs.ts";
import { type RunningCore, startCore } from "../../main/core/start-core.ts";
import { runCli, temporaryFolder } from "../../main/doors/cli/run-cli.fixture.ts";
import { coreOptions } from "../../main/doors/cli/with-core.ts";
import { type RunningServer, serve } from "../../main/doors/loopback/serve.ts";
import { logOnAtPage } from "./log-on.fixture.ts";

const folder = temporaryFolder();
let running: RunningCore;
let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  ensureBuilt("renderer");
  const start = (options: Parameters<typeof startCore>[0]) => (running = startCore(options));
  server = await serve(coreOptions({ data: folder, device: "cpu" }, 1), { port: 0, start });
  browser = await chromium.launch({
    executablePath: findBrowser()!,
    args: [...sandboxFlags(), "--disable-gpu"],
  });
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(server.url());
  await logOnAtPage(page);
  await page.getByRole("heading", { level: 1 }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test("the page says that the core is lost, comes back by itself and fetches again", async () => {
  expect(page.url()).not.toContain("tab=");
  await runCli("patients", "add", "--code", "AFTER-1", "--data", folder);
  expect(await page.getByText("AFTER-1").count()).toBe(0);
  const lost = page.getByText(/Connection to the program lost/).waitFor();
  await running.terminate();
  await lost;
  // a core that has ended knows nobody
  await logOnAtPage(page);
  await page.getByText("AFTER-1").waitFor();
  await expect.poll(() => page.getByRole("alert").count()).toBe(0);
});

test("another tab without a token has the cookie and gets nothing of a patient; the first goes on after a reload", async () => {
  const other = await page.context().newPage();
  await other.goto(`http://127.0.0.1:${server.port}/`);
  await other.getByText(/This tab has no session/).waitFor();
  expect(await other.getByText("AFTER-1").count()).toBe(0);
  await page.reload();
  await logOnAtPage(page);
  await page.getByText("AFTER-1").waitFor();
});
