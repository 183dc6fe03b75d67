import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { securityHeaders } from "../../../main/doors/app-request.ts";
import { writeVoice } from "../../../main/doors/cli/run-cli.fixture.ts";
import type { Shell } from "../../../shared/contract/shell.ts";
import { logOnAtPage } from "../log-on.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { takeIn } from "../take-in.fixture.ts";
import { shot } from "../workstation.fixture.ts";
import { freshDataFolder, type OpenShell, openShell } from "./open-shell.fixture.ts";

// One visit in the built shell on the fake Electron; each test goes on where the one before ended.

const dataFolder = freshDataFolder();
let shell: OpenShell;

beforeAll(async () => {
  shell = await openShell({ dataFolder });
});
afterAll(async () => {
  await shell?.close();
});

test("the pages come by our own scheme with the policy of the server, and talk to the core through a port", async () => {
  const page = await shell.page();
  await logOnAtPage(page);
  await page.getByText("No patients yet").waitFor();
  const policy = await page.evaluate(async () => (await fetch("/")).headers.get("content-security-policy"));
  expect(policy).toBe(securityHeaders["content-security-policy"]);
  await enterPatientAndVisit(page, "SHELL-1", "Nowhere, Ludmila");
  await page.getByText("No recordings yet").waitFor();
});

test("a recording is imported, measured and answered by the models", async () => {
  const page = await shell.page();
  await takeIn(page, [writeVoice(dataFolder, "vowel-a")]);
  await page.getByRole("link", { name: "Sustained /a/" }).click();
  await page.getByRole("cell", { name: /pitch \(F0 mean\)/ }).waitFor();
  await page.locator(".prediction").first().getByText("measured error").waitFor();
});

test("the report is saved as PDF", async () => {
  const page = await shell.page();
  await page.getByRole("link", { name: /^Visit of/ }).click();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await page.getByRole("button", { name: "Save PDF, not signed" }).click();
  const { name, path } = await shell.told("downloaded");
  const pdf = await readFile(path);
  expect(name).toMatch(/\.pdf$/);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await page.getByRole("link", { name: /^Visit of/ }).click();
  await page.getByRole("button", { name: "Report", exact: true }).waitFor();
});

test("the page reaches no other address, navigates nowhere, opens no window and is given the microphone alone", async () => {
  const page = await shell.page();
  const url = page.url();
  const tries = await page.evaluate(async () => {
    const failed = (work: Promise<unknown>) =>
      work.then(
        () => false,
        () => true,
      );
    return {
      fetch: await failed(fetch("https://example.org/")),
      opened: window.open("https://example.org/"),
    };
  });
  expect(tries.fetch).toBe(true);
  await expect
    .poll(() => shell.context.pages().filter((one) => one !== page && one.url() !== "about:blank"))
    .toEqual([]);
  const refused = page.waitForEvent("requestfailed");
  await page.evaluate(() => {
    location.href = "https://example.org/";
  });
  expect((await refused).failure()?.errorText).toBe("net::ERR_ABORTED");
  await expect
    .poll(() => shell.context.pages().filter((one) => one.url().includes("example")).length)
    .toBe(0);
  expect(page.url()).toBe(url);
  const mayUse = async (permission: string, asking: string, mediaTypes?: string[]) => {
    shell.send({ type: "permission", permission, url: asking, ...(mediaTypes && { mediaTypes }) });
    return (await shell.told("permission")).isGranted;
  };
  expect(await mayUse("media", "app://bulbar/", ["audio"])).toBe(true);
  expect(await mayUse("media", "app://bulbar/", ["video"])).toBe(false);
  expect(await mayUse("media", "https://example.org/", ["audio"])).toBe(false);
  expect(await mayUse("geolocation", "app://bulbar/")).toBe(false);
});

test("a page that crashes is opened again at its place, with what was entered and not saved", async () => {
  const page = await shell.page();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Notes").fill("Ludmila coughed before the first task");
  const url = page.url();
  // answered after what the page has told of its input
  await page.evaluate(() => (window as unknown as { bulbar: Shell }).bulbar.drafts());
  shell.send({ type: "crash" });
  const { message } = await shell.answer("Continue");
  expect(message).toBe("The page ended unexpectedly and was opened again.");
  const again = await shell.page(page);
  await logOnAtPage(again);
  expect(again.url()).toBe(url);
  const notes = again.getByLabel("Notes");
  await expect.poll(() => notes.inputValue()).toBe("Ludmila coughed before the first task");
  await again.getByRole("button", { name: "Save" }).click();
  await again.getByText("Ludmila coughed before the first task").waitFor();
});

test("a page that hangs is loaded again when a person says so", async () => {
  const page = await shell.page();
  shell.send({ type: "hang" });
  const { message } = await shell.answer("Load the page again");
  expect(message).toBe("The page does not answer.");
  await shell.answer("Continue");
  const again = await shell.page(page);
  await logOnAtPage(again);
  await again.getByRole("link", { name: "Sustained /a/" }).waitFor();
});

test("a core that ends is replaced, and the page goes on by itself", async () => {
  const page = await shell.page();
  const recording = page.getByRole("link", { name: "Sustained /a/" });
  await recording.waitFor();
  const lost = page.getByText(/Connection to the program lost/).waitFor();
  shell.send({ type: "end-core" });
  await lost;
  await logOnAtPage(page);
  await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  await recording.waitFor();
  expect(shell.output()).toContain("core-ended: exit code 1; a new core was started");
});

test("files of a second start and of the menu wait until a person adds them to a visit", async () => {
  const page = await shell.page();
  const gone = join(freshDataFolder(), "gone_vowel-o.wav");
  await shell.startAgain([writeVoice(dataFolder, "vowel-i"), gone]);
  expect((await shell.told("focused")).type).toBe("focused");
  const notice = page.getByRole("region", { name: "Opened files" });
  await notice.getByText("Opened with Bulbar: 1_vowel-i.wav, gone_vowel-o.wav.").waitFor();
  await page.getByRole("link", { name: "Patients" }).first().click();
  await notice.getByText("Open the visit that they belong to.").waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await notice.getByText("Open the visit that they belong to.").waitFor();
  await page.goBack();
  shell.send({ type: "click", labels: ["File", "Import recordings…"] });
  await shell.choose([writeVoice(dataFolder, "ddk-pa")]);
  await notice.getByText("1_ddk-pa.wav").waitFor();
  await notice.getByRole("button", { name: /^Add to the visit of .*, Nowhere, Ludmila$/ }).click();
  const failed = page.getByRole("row").filter({ hasText: "gone_vowel-o.wav" });
  await failed.getByText("Check that the file is still there").waitFor();
  expect(await failed.textContent()).not.toContain("/tmp");
  await page.getByRole("button", { name: "Take in 2 files and analyse" }).click();
  await page.getByRole("link", { name: "Sustained /i/" }).waitFor();
  await page.getByRole("link", { name: "Repeated /pa/" }).waitFor();
});

test("a model package that was opened is installed only when a person says so", async () => {
  const page = await shell.page();
  const file = join(freshDataFolder(), "notes.bulbar-model");
  writeFileSync(file, "not a package");
  shell.send({ type: "open-file", path: file });
  await page.getByRole("link", { name: "Go to the models" }).click();
  await page.getByRole("button", { name: "Check and install notes.bulbar-model" }).click();
  const refused = page.getByRole("alert").filter({ hasText: "notes.bulbar-model" });
  expect(await refused.locator("code").textContent()).toBe("model-invalid");
});

test("the folders of a batch are chosen in the system's dialog; one that is left changes nothing", async () => {
  const page = await shell.page();
  await page.getByRole("link", { name: "Batch" }).click();
  const choose = page.getByRole("button", { name: "Choose folder… Folder of the recordings" });
  const field = page.getByRole("textbox", { name: "Folder of the recordings" });
  await choose.click();
  await shell.choose([dataFolder]);
  await expect.poll(() => field.inputValue()).toBe(dataFolder);
  await choose.click();
  await shell.choose([]);
  await choose.click();
  await shell.choose([join(dataFolder, "logs")]);
  await expect.poll(() => field.inputValue()).toBe(join(dataFolder, "logs"));
  await shot(page, "batch-folders");
});

test("menus follow the language, the theme follows the menu", async () => {
  const page = await shell.page();
  await page.getByRole("link", { name: "Settings" }).click();
  await page
    .getByRole("button", { name: "Deutsch" })
    .or(page.getByRole("radio", { name: "Deutsch" }))
    .click();
  const labels = async () => {
    shell.send({ type: "menu" });
    return (await shell.told("menu")).labels;
  };
  await expect.poll(labels).toContain("Aufnahmen importieren …");
  shell.send({ type: "click", labels: ["Ansicht", "Farben", "Dunkel"] });
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  shell.send({ type: "click", labels: ["Hilfe", "Ordner der Protokolle"] });
  expect((await shell.told("opened")).path).toBe(join(dataFolder, "logs"));
  shell.send({ type: "click", labels: ["Datei", "Seite drucken …"] });
  await shell.told("printed");
});

test("the locked computer is told to the page", async () => {
  const page = await shell.page();
  type InPage = { bulbar: Shell; locked: number };
  await page.evaluate(() => {
    const inPage = window as unknown as InPage;
    inPage.locked = 0;
    inPage.bulbar.onLock(() => inPage.locked++);
  });
  shell.send({ type: "power", event: "lock-screen" });
  await expect.poll(() => page.evaluate(() => (window as unknown as InPage).locked)).toBe(1);
});
