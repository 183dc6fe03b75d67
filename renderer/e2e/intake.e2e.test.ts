import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { pcm16, vowel, wavFile } from "../../main/core/audio/test-recordings.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { examine, examineInThemes } from "./examine.fixture.ts";
import { enterPatientAndVisit } from "./new-visit.fixture.ts";
import { chooseFiles } from "./take-in.fixture.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

// Files of one visit as they come from a clinic's folder; each test goes on where the one before ended.

let station: Workstation;
let files: string[] = [];

beforeAll(async () => {
  station = await openWorkstation({ language: "en" });
  files = clinicFolder(join(station.folder, "from the clinic"));
  const { page } = station;
  await enterPatientAndVisit(page, "INT-1", "Example, Ada");
  await page.getByText("No recordings yet").waitFor();
});
afterAll(() => station?.close());

/** One of each kind that has to be told. */
function clinicFolder(folder: string): string[] {
  mkdirSync(join(folder, "phonationI"), { recursive: true });
  const at = (name: string) => join(folder, name);
  const copy = (from: string, name: string) => {
    copyFileSync(from, at(name));
    return at(name);
  };
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(at(name), bytes);
    return at(name);
  };
  const voice = writeVoice(station.folder, "vowel-a");
  const sound = vowel(3, 44_100).samples;
  const square = sound.map((_, n) => 0.3 * Math.sign(Math.sin((2 * Math.PI * 97 * n) / 44_100)));
  const stereo = Float32Array.from({ length: 2 * sound.length }, (_, k) =>
    k % 2 === 0 ? sound[k >> 1]! : square[k >> 1]!,
  );
  return [
    copy(voice, "ID014_phonationA.wav"),
    copy(writeVoice(station.folder, "vowel-u"), "ID014_phonationU.wav"),
    copy(writeVoice(station.folder, "ddk-pa"), "ID014_rhythmPA.wav"),
    copy(writeVoice(station.folder, "reading"), "IMG_4471.wav"),
    write("egg_a.wav", wavFile({ channels: 2, data: pcm16({ samples: stereo, sampleRateHz: 44_100 }) })),
    copy(voice, "ID014_phonationA (2).wav"),
    copy(writeVoice(station.folder, "vowel-e"), "ID022_phonationE.wav"),
    write("quiet_o.wav", encodeWav(vowel(3, 16_000, 0.005))),
    write("empty_o.wav", encodeWav({ samples: new Float32Array(60_000), sampleRateHz: 16_000 })),
    write("notes.wav", new TextEncoder().encode("not a recording\n".repeat(90))),
  ];
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Take in ${name}` });
const ticked = (page: Page) => page.locator("table.intake input:checked").count();

test("every file stands with its length, its task and what is to be done; nothing is stored yet", async () => {
  const { page } = station;
  await chooseFiles(page, files);
  await page.getByText("7 to look at, 3 ready.").waitFor();
  const states: Record<string, RegExp> = {
    "ID014_phonationU.wav": /Sustained \/u\/.*by its name.*ready/,
    "IMG_4471.wav": /choose a task.*not known.*your choice/,
    "egg_a.wav": /left \(as found\).*your choice.*channels are not one voice/,
    "ID014_phonationA (2).wav": /already here.*Same sound as ID014_phonationA.wav above/,
    "ID022_phonationE.wav": /check the person.*ID022, the others ID014/,
    "quiet_o.wav": /doubtful.*too quiet/,
    "empty_o.wav": /empty.*Holds no sound/,
    "notes.wav": /cannot be read.*file-not-audio/,
  };
  for (const [name, state] of Object.entries(states))
    expect(await row(page, name).textContent(), name).toMatch(state);
  expect(await row(page, "ID014_phonationU.wav").locator("svg.thumbnail polygon").count()).toBe(1);
  expect(await page.getByText("The names say ID014 in 4 files and ID022 in 1 file.").count()).toBe(1);
  expect(await ticked(page)).toBe(5);
  await examineInThemes(page, "intake");
  await page.getByRole("link", { name: "Visit of" }).click();
  await page.getByText("No recordings yet").waitFor();
  await page.goBack();
});

test("by keyboard: from one to the next that wants a look, and its task", async () => {
  const { page } = station;
  await page.locator("table.intake").waitFor();
  await page.locator("body").press("n");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await expect.poll(focused).toContain("IMG_4471.wav");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Reading");
  await row(page, "IMG_4471.wav").getByText("by you").waitFor();
  expect(await box(page, "IMG_4471.wav").isChecked()).toBe(true);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("n");
  await expect.poll(focused).toContain("egg_a.wav");
});

test("a person says which channel and whose file it is; the table follows", async () => {
  const { page } = station;
  await page.getByLabel("Channel of egg_a.wav").selectOption("left");
  await row(page, "egg_a.wav").getByText("ready").waitFor();
  await row(page, "ID022_phonationE.wav").getByRole("button", { name: "It is this patient" }).click();
  await row(page, "ID022_phonationE.wav").getByText("ready").waitFor();
  await box(page, "quiet_o.wav").uncheck();
  await expect.poll(() => ticked(page)).toBe(6);
});

test("a file is heard before it is taken in", async () => {
  const { page } = station;
  const played = page.getByRole("button", { name: "Stop IMG_4471.wav" });
  await page.getByRole("button", { name: "Listen to IMG_4471.wav" }).click();
  await played.click();
  await page.getByRole("button", { name: "Listen to IMG_4471.wav" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("what is ticked is taken in and analysed as said, the rest stays where it lies", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Take in 6 files and analyse" }).click();
  await page.getByText("4 of 8 standard tasks").waitFor();
  const takes = page.locator(".takes");
  await takes.getByRole("link", { name: "Reading" }).waitFor();
  await takes.getByRole("link", { name: "Sustained /e/" }).waitFor();
  await expect.poll(() => page.locator(".imports").count()).toBe(0);
  await expect.poll(() => takes.locator(".tasks li").count()).toBe(6);
  await shot(page, "intake-taken");
});

test("what is there already is told, in this visit and in another, and a folder tells tasks too", async () => {
  const { page, folder } = station;
  await chooseFiles(page, [files[0]!]);
  await row(page, "ID014_phonationA.wav")
    .getByText("Same sound as ID014_phonationA.wav of this visit.")
    .waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Example, Ada" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByLabel("Date").fill("2026-02-03");
  await page.getByRole("button", { name: "Add visit" }).click();
  await chooseFiles(page, [files[0]!]);
  await row(page, "ID014_phonationA.wav").getByRole("button", { name: "Take it in again" }).click();
  await row(page, "ID014_phonationA.wav").getByText("ready").waitFor();
  copyFileSync(writeVoice(folder, "vowel-i"), join(folder, "from the clinic/phonationI/S01.wav"));
  writeFileSync(join(folder, "from the clinic/phonationI/readme.txt"), "no sound");
  await page.locator("input[webkitdirectory]").setInputFiles(join(folder, "from the clinic/phonationI"));
  await row(page, "S01.wav").getByText("by its folder").waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(3);
});

test("German, and a narrow window", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Deutsch" }).click();
  await page.goBack();
  await page.getByText("Noch keine Aufnahmen").waitFor();
  await chooseFiles(page, files);
  await examine(page, "intake-de");
  await page.setViewportSize({ width: 1024, height: 720 });
  await examine(page, "intake-de-narrow");
  expect(station.complaints).toEqual([]);
});
