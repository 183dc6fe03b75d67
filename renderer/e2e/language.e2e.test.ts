import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  runCli,
  temporaryFolder,
  testCredentials,
  writeVoice,
} from "../../main/doors/cli/run-cli.fixture.ts";
import { errorCodes } from "../../shared/domain/error.ts";
import { catalogue } from "../../shared/domain/measure-catalogue.ts";
import { papers } from "../../shared/domain/report.ts";
import { languageNames } from "../../shared/words/language.ts";
import { outsideMarks } from "../../shared/words/pseudo.ts";
import { logOnAtPage } from "./log-on.fixture.ts";
import { chooseFiles } from "./take-in.fixture.ts";
import { openWorkstation, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 });

// All screens in the pseudo-language, in which every word of `shared/words` stands between marks: a Latin letter outside
// them is a word that has no place there. What the clinician enters is in Cyrillic letters here.

const root = join(import.meta.dirname, "../..");
const visits = ["2026-01-12", "2026-04-13", "2026-07-06"];
/** Plotly's own words on time axes, in its locale of the page's language. */
const monthsOfAxes = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
let station: Workstation;
let files: string[] = [];

beforeAll(async () => {
  const folder = temporaryFolder();
  const data = ["--data", folder];
  const json = async (...args: string[]) => JSON.parse((await runCli(...args, ...data, "--json")).stdout);
  const details = ["--name", "Ада", "--born", "1960-05-01", "--sex", "male", "--onset", "2025-06-01"];
  await json("patients", "add", "--code", "7001", ...details, "--diagnosis", "АЛС");
  files = ["vowel-a", "vowel-i", "vowel-u", "ddk-pa", "digits"].map((task) =>
    writeVoice(folder, task as "vowel-a", 1),
  );
  for (const date of visits) {
    const microphone = ["--microphone", date === visits[2] ? "Я2" : "Я1"];
    const { id } = await json("visits", "add", "--patient", "7001", "--date", date, ...microphone);
    const taken = date === visits[2] ? files : files.filter((file) => /vowel-a|ddk-pa/.test(file));
    const imported = await runCli("visits", "import", "--visit", id, ...taken, ...data, "--device", "cpu");
    expect(imported.exitCode).toBe(0);
  }
  station = await openWorkstation({ folder, language: "pseudo" });
});
afterAll(() => station?.close());

/** Text of every element that is shown, and what it is called, by what it stands in. */
function textsOfPage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const skipped =
      ".markdown, [lang='en'] [lang], code, kbd, script, style, .brand, [aria-hidden='true'] svg";
    const shown = [...document.body.querySelectorAll("*")].filter(
      (one) => one.closest(skipped) === null && !(one instanceof SVGTSpanElement),
    );
    const own = (one: Element) =>
      one instanceof SVGTextElement
        ? (one.textContent ?? "")
        : [...one.childNodes]
            .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : " "))
            .join("");
    const called = (one: Element) =>
      ["aria-label", "title", "placeholder", "alt", "aria-valuetext"].map((name) => one.getAttribute(name));
    return [...new Set(shown.flatMap((one) => [own(one), ...called(one)]))].filter(
      (text): text is string => text !== null && text.trim() !== "",
    );
  });
}

function stringsIn(node: unknown): string[] {
  if (typeof node === "string") return [node];
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(stringsIn) : [];
}

/** Texts that are data wherever they stand: of model packages, of the literature, of files, of the languages' names. */
function dataTexts(): string[] {
  const models = readdirSync(join(root, "models"))
    .map((name) => join(root, "models", name, "manifest.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")));
  const norms = stringsIn(JSON.parse(readFileSync(join(root, "resources/norms.json"), "utf8")));
  return [
    ...models.flatMap(({ id, version, licence, attribution }) => [id, version, licence, attribution]),
    ...catalogue.map(({ stabilityCitation }) => stabilityCitation ?? ""),
    ...norms.filter((text) => text.length > 9),
    ...files.map((path) => path.replace(/^.*\//, "")),
    "404.wav",
    testCredentials.BULBAR_USER,
    ...Object.values(languageNames),
    ...monthsOfAxes,
    ...papers,
    ...errorCodes,
    "doi",
    "onnxruntime",
    "ffmpeg",
    "Bulbar",
    "SHA-256",
    "ALSFRS-R",
    "CPU",
    "PNG",
    "SVG",
    "CSV",
  ]
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length);
}

const units = /(?<=[\d\s–]|^)(?:Hz²?|kHz|dBFS|dB|ms|s|µs|kB|MB|pcm_s16le|ST|min)(?=[\s,.;:)]|$)/g;

const versions = /\d+(?:\.\d+)+[\w.+-]*/g;
/** A source with the speakers that it measured. */
const literature = /^[^«»]*\(n = \d+[^«»]*\)$/;
const sha256 = /[0-9a-f]{64}/g;

/** What of the page's texts is neither a word between marks nor data. */
async function forgotten(page: Page): Promise<string[]> {
  const data = dataTexts();
  const left = (text: string) =>
    data
      .reduce((rest, known) => rest.replaceAll(known, " "), outsideMarks(text))
      .replace(units, " ")
      .replace(sha256, " ")
      .replace(literature, " ")
      .replace(versions, " ");
  const texts = await textsOfPage(page);
  expect(texts.some((text) => text.includes("«"))).toBe(true);
  return texts.filter((text) => /\p{Script=Latin}{2}/u.test(left(text)));
}

const loaded = (page: Page) => page.locator(".loading").waitFor({ state: "detached" });

test("the check can fail: a word that is not from shared/words is found", async () => {
  const { page } = station;
  await loaded(page);
  await page.evaluate(() => document.querySelector("h1")?.append(" forgotten"));
  expect(await forgotten(page)).toEqual([expect.stringContaining("forgotten")]);
  await page.reload();
  await logOnAtPage(page);
});

test("the list of patients and its form", async () => {
  const { page } = station;
  await page.getByText("7001").waitFor();
  await page.locator(".actions .primary").click();
  expect(await forgotten(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("404");
  await page.locator(".empty").waitFor();
  expect(await forgotten(page)).toEqual([]);
  await page.getByRole("searchbox").fill("");
});

test("the patient with trend, treatments, drawers and the list of keys", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "7001" }).click();
  await page.locator(".course-chart .points path").first().waitFor();
  expect(await forgotten(page)).toEqual([]);
  for (const button of await page.locator(".page-head .actions button").all()) {
    await button.click();
    expect(await forgotten(page)).toEqual([]);
    await page.keyboard.press("Escape");
  }
  await page.locator(".trend-panel .title").first().click();
  expect(await forgotten(page)).toEqual([]);
  await page.keyboard.press("?");
  expect(await forgotten(page)).toEqual([]);
  // the list of keys lies over the drawer: Escape closes one after the other
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

test("the visit with its models, findings and forms", async () => {
  const { page } = station;
  await page.locator(".visit-list a").first().click();
  await page.locator(".vowel-chart .main-svg").first().waitFor();
  await page.locator("table.findings tbody tr").first().waitFor();
  expect(await forgotten(page)).toEqual([]);
  for (const summary of await page.locator("details summary").all())
    if (await summary.isVisible()) await summary.click();
  for (const more of await page.locator(".findings .more").all()) await more.click();
  expect(await forgotten(page)).toEqual([]);
  await page.locator(".findings .as-link").first().click();
  expect(await forgotten(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator(".takes footer button").first().click();
  await page.locator(".take-decision button").first().click();
  expect(await forgotten(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator(".page-head .actions button").first().click();
  expect(await forgotten(page)).toEqual([]);
  await page.keyboard.press("Escape");
  const bad = join(station.folder, "404.wav");
  writeFileSync(bad, "0 ".repeat(999));
  await chooseFiles(page, [bad, ...files]);
  expect(await forgotten(page)).toEqual([]);
  await page.goBack();
});

test("two visits compared", async () => {
  const { page } = station;
  await page.locator("table.findings tbody tr").first().waitFor();
  await page.keyboard.press("p");
  await page.locator(".compared-pane canvas.spectrogram").nth(1).waitFor();
  for (const more of await page.locator(".differences .more").all()) await more.click();
  expect(await forgotten(page)).toEqual([]);
  await page.goBack();
});

test("recordings: picture, measures, models, noise, onsets, digits", async () => {
  const { page } = station;
  const links = page.locator(".tasks a");
  await links.nth(files.length - 1).waitFor();
  const addresses = await links.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  expect(addresses.length).toBe(files.length);
  for (const address of addresses) {
    await page.goto(address);
    await page.locator("canvas.spectrogram").waitFor();
    await page.locator(".measure-families table").first().waitFor();
    if ((await page.locator(".onset-list").count()) > 0) await page.keyboard.press("e");
    for (const button of await page.locator(".prediction .content button.quiet").all()) await button.click();
    expect([address, await forgotten(page)]).toEqual([address, []]);
  }
});

test("models and settings", async () => {
  const { page } = station;
  await page.locator(".rail a[href*='models']").click();
  await page.locator("table.models button").first().click();
  await page.locator(".markdown").waitFor();
  expect(await forgotten(page)).toEqual([]);
  await page.locator(".rail a[href*='settings']").click();
  await page.locator(".definitions dd").first().waitFor();
  expect(await forgotten(page)).toEqual([]);
});

test("the language is chosen in the settings, at once for every word, and kept", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Einstellungen" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
  await page.getByRole("link", { name: "Patienten" }).click();
  await page.getByRole("link", { name: "7001" }).click();
  await page.getByText("1. Mai 1960").waitFor();
  await page.locator(".rail a[href*='settings']").click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
});
