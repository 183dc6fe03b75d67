import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser, sandboxFlags } from "../../../build/app/programs.ts";
import { startRest, voiceWav } from "./rest.fixture.ts";
import type { RunningRest } from "./serve-rest.ts";

let server: RunningRest;
let dataFolder: string;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "bulbar-docs-"));

beforeAll(async () => {
  ({ server, dataFolder } = await startRest());
  browser = await chromium.launch({
    executablePath: findBrowser()!,
    args: [...sandboxFlags(), "--disable-gpu"],
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  for (const one of [folder, dataFolder]) rmSync(one, { recursive: true, force: true });
});

/** The page, what it complained of, and what it asked elsewhere. */
async function openDocs(locale: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ locale, viewport: { width: 1200, height: 900 } });
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith("data:"))
      complaints.push(request.url());
  });
  await page.goto(`${server.url}/docs`);
  return { page, complaints };
}

test("the page asks nobody else, and a client that it makes from the document gets an answer", async () => {
  const { page, complaints } = await openDocs("en-GB");
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.getByRole("textbox").first().fill(server.token);
  await page.locator(".auth-btn-wrapper").getByRole("button", { name: "Apply credentials" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  const predict = page.locator("#operations-default-predict");
  await predict.getByText("/predict").click();
  const file = join(folder, "1_vowel-a.wav");
  writeFileSync(file, voiceWav());
  await predict.locator('input[type="file"]').setInputFiles(file);
  await predict.getByRole("button", { name: "Execute" }).click();
  const answer = predict.locator(".live-responses-table .response").first();
  await answer.getByText("200").waitFor({ timeout: 60_000 });
  expect(await answer.textContent()).toContain('"model": "als-screen-voice"');
  if (process.env.BULBAR_PICTURES)
    await page.screenshot({ path: join(process.env.BULBAR_PICTURES, "docs.png"), fullPage: true });
  expect(complaints).toEqual([]);
  await page.close();
});

test("a German browser reads German", async () => {
  const { page, complaints } = await openDocs("de-AT");
  await page.getByText("Antwort eines Modells auf eine Aufnahme").waitFor();
  expect(await page.title()).toBe("Bulbar für andere Programme");
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  expect(complaints).toEqual([]);
  await page.close();
});

test("the page's policy lets scripts come from this server as files alone", async () => {
  const policy = (await fetch(`${server.url}/docs`)).headers.get("content-security-policy")!;
  expect(policy).toContain("default-src 'none'");
  expect(/script-src ([^;]*)/.exec(policy)![1]).toBe("'self'");
});
