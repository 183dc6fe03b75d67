import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isInstalled } from "../../build/measure/alignment/synthetic-readers.ts";
import { findPassage } from "../../main/core/protocol/passages.ts";
import { examineInThemes } from "./examine.fixture.ts";
import { enterPatientAndVisit } from "./new-visit.fixture.ts";
import { takeIn } from "./take-in.fixture.ts";
import { openWorkstation, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const patiently = { timeout: 120_000 };
const passage = findPassage("sentences-en")!;

// The words of a reading, corrected, saved and aligned again; each test goes on where the one before ended.
describe.skipIf(!isInstalled("flite"))("words of a reading (skipped without flite)", () => {
  let station: Workstation;
  const boundaries = () => station.page.getByRole("slider", { name: /^Boundary/ });

  beforeAll(async () => {
    station = await openWorkstation();
    const { page, folder } = station;
    await enterPatientAndVisit(page, "E2E-W");
    const path = join(folder, "reading.wav");
    execFileSync("flite", ["-voice", "slt", "-t", passage.text, "-o", path]);
    await takeIn(page, [path]);
    await page
      .getByRole("link", { name: /Reading/ })
      .first()
      .click();
    await page.locator("canvas.spectrogram").waitFor(patiently);
    await page.getByLabel("Passage").selectOption("sentences-en");
    await page.getByRole("button", { name: "Correct words" }).waitFor(patiently);
  });
  afterAll(() => station?.close());

  test("the words stand over the picture and in a text, with their measures", async () => {
    const { page } = station;
    const words = page.getByRole("region", { name: "Words of the reading" });
    expect(await words.textContent()).toContain(`of ${passage.words} words said`);
    await expect.poll(() => page.locator(".onset-lines .onset-line").count()).toBeGreaterThan(passage.words);
    await expect.poll(() => page.locator(".onset-lines .word-name").count()).toBeGreaterThan(0);
    const rate = page
      .getByRole("row", { name: /aligned speaking rate/ })
      .getByRole("cell")
      .nth(1);
    expect(Number.parseInt((await rate.textContent()) ?? "", 10)).toBeGreaterThan(100);
    await examineInThemes(page, "words");
  });

  test("a boundary that is moved by key is measured again, said so, and given back", async () => {
    const { page } = station;
    await page.getByRole("button", { name: "Correct words" }).click();
    const first = boundaries().first();
    const before = Number(await first.getAttribute("aria-valuenow"));
    await first.focus();
    for (let n = 0; n < 5; n++) await page.keyboard.press("Shift+ArrowLeft");
    const isMoved = async () =>
      expect(Number(await first.getAttribute("aria-valuenow"))).toBeCloseTo(before - 0.05, 4);
    await isMoved();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: /^Visit of/ }).click();
    await page
      .getByRole("link", { name: /Reading/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Save words" }).waitFor(patiently);
    await isMoved();
    await page.getByRole("button", { name: "Save words" }).click();
    const byHand = page
      .getByRole("region", { name: "Words of the reading" })
      .getByText("times placed by hand");
    await byHand.waitFor(patiently);
    await page.getByRole("button", { name: "Correct words" }).click();
    await page.getByRole("button", { name: "Align again" }).click();
    await byHand.waitFor({ ...patiently, state: "detached" });
  });

  test("a correction that was not saved when another text was chosen is told of until it is thrown away", async () => {
    const { page } = station;
    await page.getByRole("button", { name: "Correct words" }).click();
    await boundaries().first().focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await page.getByLabel("Passage").selectOption("north-wind-en");
    const notice = page.getByRole("alert").filter({ hasText: "aligned anew since" });
    await notice.waitFor(patiently);
    await notice.getByRole("button", { name: "Throw the correction away" }).click();
    await notice.waitFor({ state: "detached" });
  });
});
