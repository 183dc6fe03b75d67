import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { encodeWav } from "../../../main/core/audio/wav.ts";
import { runCli } from "../../../main/doors/cli/run-cli.fixture.ts";
import type { Shell } from "../../../shared/contract/shell.ts";
import { logOnAtPage } from "../log-on.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { takeIn } from "../take-in.fixture.ts";
import { freshDataFolder, type OpenShell, openShell } from "./open-shell.fixture.ts";

let shell: OpenShell | null = null;
afterEach(async () => {
  await shell?.close();
  shell = null;
});

/** Sounds that together take long enough to be measured that somebody can quit meanwhile, on a quick computer too. */
function writeLongSounds(folder: string): string[] {
  return ["a", "e", "i", "o"].map((vowel, index) => {
    const path = join(folder, `Nowhere_Ludmila_vowel-${vowel}.wav`);
    const period = 300 + 10 * index;
    const samples = Float32Array.from(
      { length: 44_100 * 90 },
      (_, k) => 0.3 * Math.sin((k * 2 * Math.PI) / period),
    );
    writeFileSync(path, encodeWav({ samples, sampleRateHz: 44_100 }));
    return path;
  });
}

/** What the shell keeps for the page, as the page is given it. */
const draftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { bulbar: Shell }).bulbar.drafts());

test("quitting while a recording is imported asks; a no goes on, a yes stops in order and loses nothing stored", async () => {
  const dataFolder = freshDataFolder();
  shell = await openShell({ dataFolder, env: { FAKE_LOCALE: "de-DE" } });
  const page = await shell.page();
  await logOnAtPage(page);
  await enterPatientAndVisit(page, "QUIT-1", "Nowhere, Ludmila");
  await takeIn(page, writeLongSounds(freshDataFolder()));
  const running = page.getByRole("button", { name: "Cancel Nowhere_Ludmila_vowel-o.wav" });
  await running.waitFor();
  await draftsOf(page); // answered after what the page has told of the import
  shell.send({ type: "close-window" });
  const { message, detail } = await shell.answer("Nicht beenden");
  expect(message).toBe("Bulbar jetzt beenden?");
  expect(detail).toMatch(/^Es werden noch Aufnahmen importiert/);
  await running.waitFor();
  shell.send({ type: "move", bounds: { x: 100, y: 80, width: 1300, height: 820 } });
  shell.send({ type: "click", labels: ["Datei", "Bulbar beenden"] });
  await shell.answer("Trotzdem beenden");
  expect(await shell.exitCode()).toBe(0);
  expect(shell.output()).toContain("ended: stopped");
  await shell.close();

  expect((await runCli("history", "check", "--data", dataFolder)).exitCode).toBe(0);
  const logs = readdirSync(join(dataFolder, "logs")).map((name) =>
    readFileSync(join(dataFolder, "logs", name), "utf8"),
  );
  expect(logs.join("\n")).toMatch(/Z started: .*\n.*Z device-secret: no-store\n.*Z ended: stopped\n/);
  expect(logs.join("\n")).not.toMatch(/Ludmila|Nowhere|QUIT-1|vowel|wav/i);

  shell = await openShell({ dataFolder });
  const { bounds } = await shell.told("window");
  expect(bounds).toEqual({ x: 100, y: 80, width: 1300, height: 820 });
  const again = await shell.page();
  await logOnAtPage(again);
  await again.getByText("QUIT-1").waitFor();
});

test("what was chosen is kept for the next start, in which the page's own storage is empty", async () => {
  const dataFolder = freshDataFolder();
  shell = await openShell({ dataFolder });
  const page = await shell.page();
  await logOnAtPage(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByText("Deutsch").click();
  await page.getByText("Dunkel").click();
  await expect.poll(() => readFileSync(join(dataFolder, "shell.json"), "utf8")).toContain('"dark"');
  shell.send({ type: "power", event: "shutdown" });
  expect(await shell.exitCode()).toBe(0);
  await shell.close();

  shell = await openShell({ dataFolder });
  const again = await shell.page();
  await logOnAtPage(again);
  await again.getByRole("link", { name: "Patienten" }).first().waitFor();
  expect(await again.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
});

test("input that was not saved is asked about, and one that was given up is not", async () => {
  shell = await openShell();
  const page = await shell.page();
  await logOnAtPage(page);
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill("LOST-1");
  const kept = () => draftsOf(page);
  const keptFor = { "drafts of": "tester" };
  await expect.poll(kept).toEqual({ ...keptFor, "patient:new": expect.stringContaining("LOST-1") });
  shell.send({ type: "close-window" });
  const { detail } = await shell.answer("Do not quit");
  expect(detail).toBe("What you entered is not saved; it would be lost.");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(kept).toEqual(keptFor);
  await page.getByRole("button", { name: "New patient" }).click();
  expect(await page.getByLabel("Patient id").inputValue()).toBe("");
  shell.send({ type: "close-window" });
  expect(await shell.exitCode()).toBe(0);
});

test("on paper the page is white and in full, without what is there to press", async () => {
  shell = await openShell();
  const page = await shell.page();
  await logOnAtPage(page);
  await page.getByText("No patients yet").waitFor();
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("button", { name: "New patient" }).isVisible()).toBe(false);
  expect(await page.getByRole("link", { name: "Models" }).isVisible()).toBe(false);
  expect(await page.getByText("Research use only, not for diagnosis.").first().isVisible()).toBe(true);
  const overflow = await page.evaluate(
    () => getComputedStyle(document.querySelector(".page-body")!).overflow,
  );
  expect(overflow).toBe("visible");
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await expect.poll(theme).toBe("dark");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  expect(await theme()).toBe("light");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  expect(await theme()).toBe("dark");
});
