import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  runCli,
  temporaryFolder,
  testCredentials,
  writeVoice,
} from "../../main/doors/cli/run-cli.fixture.ts";
import { logOnAtPage } from "./log-on.fixture.ts";
import { openWorkstation, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 });

// Keys, the palette, and the way back; each test goes on where the one before ended.

let station: Workstation;
let page: Page;
let recording = "";

beforeAll(async () => {
  const folder = temporaryFolder();
  const data = ["--data", folder];
  const json = async (...args: string[]) => JSON.parse((await runCli(...args, ...data, "--json")).stdout);
  for (const k of [20, 40]) await json("patients", "add", "--code", `K-${k}`, "--name", `Example, Zoë ${k}`);
  const { id } = await json("visits", "add", "--patient", "K-20", "--date", "2026-01-12");
  await runCli("visits", "import", "--visit", id, writeVoice(folder, "vowel-a"), ...data, "--device", "cpu");
  station = await openWorkstation({ folder, language: "en" });
  page = station.page;
  await page.getByRole("link", { name: "K-20" }).waitFor();
});
afterAll(() => station?.close());

const heading = (name: string) => page.getByRole("heading", { level: 1, name });
const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? "");
const palette = () => page.getByRole("dialog", { name: "Go to" });

/** What Enter would run. */
const highlighted = (name: string) =>
  palette().getByRole("option", { name }).and(page.locator("[data-highlighted]"));

async function openPalette(query: string) {
  await page.keyboard.press("Control+k");
  await palette().getByRole("combobox").fill(query);
}

test("the palette goes to a screen, to a patient by a part of the name without its accents, and says when nothing is found", async () => {
  await openPalette("mod");
  await highlighted("Models").waitFor();
  await page.keyboard.press("Enter");
  await heading("Models").waitFor();
  await expect.poll(focusedText).toBe("Models");
  await openPalette("40 zoe");
  await expect.poll(() => palette().getByRole("option").count()).toBe(1);
  await highlighted("Example, Zoë 40").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Patient" }).getByText("K-40").waitFor();
  await openPalette("nothing of that name");
  await palette().getByText("Nothing is called “nothing of that name”.").waitFor();
  await page.keyboard.press("Escape");
  await palette().waitFor({ state: "detached" });
});

test("what can be done here stands in the palette with its key, and only that", async () => {
  await page.getByRole("link", { name: "Patients" }).first().click();
  await openPalette("search");
  await palette().getByRole("option", { name: "search patients" }).click();
  await palette().waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
  await openPalette("loop");
  expect(await page.locator("style").count()).toBe(0); // the library styles nothing by itself
  await palette().getByText("Nothing is called “loop”.").waitFor();
  await page.keyboard.press("Escape");
});

test("a sign that is typed in a field starts nothing, and Ctrl K opens the palette from there too", async () => {
  const box = page.getByRole("searchbox");
  await box.fill("");
  await box.pressSequentially("zoe ?/t");
  expect(await box.inputValue()).toBe("zoe ?/t");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Control+k");
  await palette().waitFor();
  await page.keyboard.press("Escape");
  await box.fill("zoe 20");
});

test("one Back is one step, and the list is found as it was left", async () => {
  await page.getByRole("link", { name: "K-20" }).click();
  await page
    .getByRole("link", { name: /12 Jan 2026/ })
    .first()
    .click();
  await page.getByRole("link", { name: /Sustained/ }).click();
  await page.locator("canvas.spectrogram").waitFor();
  recording = await page.evaluate(() => location.hash);
  for (const place of ["#/visits/", "#/patients/"]) {
    await page.goBack();
    await expect.poll(() => page.evaluate(() => location.hash)).toContain(place);
  }
  await page.goBack();
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("zoe 20");
});

test("Back finds a page where it was scrolled to, a link begins at its top", async () => {
  await page.setViewportSize({ width: 1000, height: 420 });
  const scrolled = () => page.locator(".page-body").evaluate(({ scrollTop }) => scrollTop);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.locator(".definitions dd").first().waitFor();
  await expect // as soon as the page is long enough
    .poll(async () => {
      await page.locator(".page-body").evaluate((body) => body.scrollTo({ top: 300 }));
      return scrolled();
    })
    .toBe(300);
  await page.getByRole("link", { name: "Models" }).click();
  await heading("Models").waitFor();
  await expect.poll(scrolled).toBe(0);
  await page.goBack();
  await heading("Settings").waitFor();
  await expect.poll(scrolled).toBe(300);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("keys work while a slider or a list has the focus, which keep the keys that they need", async () => {
  await page.evaluate((hash) => location.assign(hash), recording);
  await page.locator("canvas.spectrogram").waitFor();
  await page.keyboard.press("o");
  await page.locator("canvas.highlight").waitFor();
  const slider = page.getByRole("slider", { name: "opacity" });
  const before = Number(await slider.inputValue());
  await slider.press("ArrowLeft");
  expect(Number(await slider.inputValue())).toBeLessThan(before);
  expect(await page.locator(".player-bar .time").textContent()).toMatch(/^0:00\.00/);
  await slider.press("l");
  await page.getByRole("button", { name: "Loop", pressed: true }).waitFor();
  const speed = page.getByLabel("Speed");
  await speed.press("l");
  await page.getByRole("button", { name: "Loop", pressed: false }).waitFor();
});

test("a key is chosen anew, told when it is taken, kept for the user, and shown wherever it is named", async () => {
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.getByRole("region", { name: "Keys" });
  await card.getByText("Recording", { exact: true }).click();
  const change = card.getByRole("button", { name: /^Change the key for: play again and again/ });
  await change.click();
  await page.keyboard.press("o");
  await card.getByText("O is the key for: highlight (Grad-CAM): show or hide.").waitFor();
  await page.keyboard.press("Control+t");
  await card.getByText("Ctrl T belongs to the browser").waitFor();
  await page.keyboard.press("k");
  await expect.poll(() => change.textContent()).toBe("K");
  await page.reload();
  await logOnAtPage(page, { name: testCredentials.BULBAR_USER, password: testCredentials.BULBAR_PASSWORD });
  await page.evaluate((hash) => location.assign(hash), recording);
  await page.locator("canvas.spectrogram").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Loop" }).getAttribute("title")).toContain("(K)");
  await page.keyboard.press("l");
  await page.keyboard.press("k");
  await page.getByRole("button", { name: "Loop", pressed: true }).waitFor();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await list.getByRole("row", { name: /^K play again and again/ }).waitFor();
  await page.keyboard.press("?");
  await list.waitFor({ state: "detached" });
});

test("from the search box the arrow leads into the list, Enter opens the row; a patient is archived and taken back", async () => {
  await page.getByRole("link", { name: "Patients" }).first().click();
  const box = page.getByRole("searchbox");
  await box.fill("zoe 40");
  const row = page.getByRole("link", { name: "K-40" });
  await row.waitFor();
  await expect.poll(() => page.getByRole("link", { name: "K-20" }).count()).toBe(0);
  await box.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Patient" }).getByText("K-40").waitFor();
  await page.locator(".page-head").getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.goBack();
  await page.locator(".card.empty").waitFor();
  await page.getByRole("button", { name: "Archived" }).click();
  await row.click();
  await page.locator(".page-head").getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("button", { name: "Take back from the archive" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.goBack();
  await page.getByRole("button", { name: "All", exact: true }).click();
  await row.waitFor();
});

test("the skip link leads over the rail to the heading", async () => {
  const first = await page.evaluate(() => document.querySelector("a[href], button")?.textContent);
  expect(first).toBe("Skip to the page");
  await page.locator(".skip-link").press("Enter");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});
