/**
 * `npm run screenshots -- [data folder]`: pictures of the screens for the README, 1440 x 900, light theme, from the
 * synthetic patient of `bulbar demo`; without a folder the demo is made first.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "fast-png";
import { chromium, type Page } from "playwright-core";
import { coreOptions } from "../../main/doors/cli/with-core.ts";
import { serve } from "../../main/doors/loopback/serve.ts";
import { ensureBuilt } from "../app/built.ts";
import { findBrowser, sandboxFlags } from "../app/programs.ts";

const root = join(import.meta.dirname, "../..");
const pictures = join(root, "resources", "screenshots");

const executablePath = findBrowser();
if (!executablePath) throw new Error("There is no Chromium, Chrome or Edge; npm run setup installs one.");
ensureBuilt("renderer");
const given = process.argv[2];
const data = given ?? mkdtempSync(join(tmpdir(), "bulbar-screenshots-"));
if (!given)
  execFileSync(process.execPath, ["main/doors/cli/main.ts", "demo", "--out", data], {
    cwd: root,
    stdio: "inherit",
  });
const server = await serve(coreOptions({ data, device: "cpu" }, 2), { port: 0 });
const browser = await chromium.launch({ executablePath, args: [...sandboxFlags(), "--disable-gpu"] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  page.setDefaultTimeout(60_000);
  await page.goto(server.url());
  await page.getByLabel("User").fill("demo");
  await page.getByLabel("Password").fill("demo-only");
  await page.getByRole("button", { name: "Log on" }).click();
  await photograph(page);
} finally {
  await browser.close();
  await server.close();
  if (!given) rmSync(data, { recursive: true });
}

async function photograph(page: Page): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.getByRole("link", { name: "DEMO-1" }).click();
  await page.getByText("5 Oct 2026").first().waitFor();
  if ((await page.getByText("None entered.").count()) > 0) {
    await addTreatment(page, "riluzole", "2025-11-03");
    await addTreatment(page, "PEG", "2026-08-17");
  }
  await page.locator(".course-chart .points path").first().waitFor();
  await settle(page);
  await save(page, "patient");
  await page.getByRole("link", { name: "5 Oct 2026" }).first().click();
  await page.locator("table.findings tbody tr").first().waitFor();
  await settle(page);
  await save(page, "visit");
  await page.getByRole("region", { name: "Findings" }).scrollIntoViewIfNeeded();
  await settle(page);
  await save(page, "whole-visit");
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await page.getByRole("document", { name: "Preview" }).locator("canvas").first().waitFor();
  await settle(page);
  await save(page, "report");
  await page.getByRole("link", { name: /^Visit of/ }).click();
  await page
    .getByRole("link", { name: /Sustained \/a\// })
    .first()
    .click();
  await page.keyboard.press("o");
  await page.locator("canvas.highlight").waitFor();
  await settle(page);
  await save(page, "recording");
  await page.getByRole("link", { name: "Repeated /ta/" }).click();
  await page.locator("canvas.spectrogram").waitFor();
  await page.getByRole("button", { name: "Correct onsets" }).click();
  for (let k = 0; k < 6; k++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("+");
  await settle(page);
  await save(page, "onsets");
}

async function addTreatment(page: Page, kind: string, start: string): Promise<void> {
  await page.getByRole("button", { name: "Add treatment" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("combobox").selectOption(kind);
  await drawer.getByLabel("Start").fill(start);
  await drawer.getByRole("button", { name: "Add treatment" }).click();
  await drawer.waitFor({ state: "detached" });
}

/** Charts are drawn some frames after their data has come. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(3000);
}

async function save(page: Page, name: string): Promise<void> {
  const png = withFewerLevels(await page.screenshot());
  writeFileSync(join(pictures, `${name}.png`), png);
  process.stdout.write(`${name}.png ${(png.length / 1000).toFixed(0)} kB\n`);
}

/** 64 levels a channel instead of 256: not seen at this size, and a fraction of the bytes. White stays white. */
function withFewerLevels(png: Uint8Array): Uint8Array {
  const { width, height, data, channels } = decode(png);
  const pixels = new Uint8Array(width * height * 3);
  for (let k = 0; k < width * height; k++)
    for (let c = 0; c < 3; c++) pixels[k * 3 + c] = fewer(data[k * channels + c] ?? 0);
  return encode({ width, height, data: pixels, channels: 3 }, { zlib: { level: 9 } });
}

function fewer(level: number): number {
  return Math.round((Math.round((level * 63) / 255) * 255) / 63);
}
