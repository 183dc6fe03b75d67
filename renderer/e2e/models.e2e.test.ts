import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { logOnAtPage } from "./log-on.fixture.ts";
import { takeIn } from "./take-in.fixture.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let station: Workstation;
beforeAll(async () => {
  station = await openWorkstation();
});
afterAll(() => station?.close());

/** The shipped als-cnn under another id, calling itself recommended. */
function strangersPackage(folder: string, id: string): string {
  const source = join(import.meta.dirname, "../../models/als-cnn");
  const content = Object.fromEntries(
    readdirSync(source).map((name) => [name, new Uint8Array(readFileSync(join(source, name)))]),
  );
  const manifest = JSON.parse(readFileSync(join(source, "manifest.json"), "utf8"));
  const changed = { ...manifest, id, name: "Stranger's network", status: "recommended" };
  const path = join(folder, `${id}.bulbar-model`);
  writeFileSync(path, zipSync({ ...content, "manifest.json": strToU8(JSON.stringify(changed)) }));
  return path;
}

test("a stranger's package is shown as one, and trusted only after a second question", async () => {
  const { page, folder } = station;
  await page.getByRole("link", { name: "Models" }).click();
  await page.getByLabel("Model package").setInputFiles([strangersPackage(folder, "strange-cnn")]);
  const row = page.getByRole("row", { name: /Stranger's network/ });
  await row.waitFor();
  const shown = async () => (await row.textContent()) ?? "";
  expect(await shown()).toMatch(/strange-cnn \d+\.\d+\.\d+, installed/);
  expect(await shown()).toMatch(/experimental.*calls itself recommended; not trusted here/);
  expect(
    await page
      .getByRole("row", { name: /digits-cnn/ })
      .first()
      .textContent(),
  ).not.toContain("trusted");
  await row.getByRole("button", { name: "Stranger's network" }).click();
  await page.getByRole("button", { name: "Trust", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: /noted in the audit trail/ });
  const box = (await question.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(page.viewportSize()!.width);
  await question.getByRole("button", { name: "Keep" }).click();
  expect(await shown()).toContain("not trusted here");
  await page.getByRole("button", { name: "Trust", exact: true }).click();
  await question.getByRole("button", { name: "Trust", exact: true }).click();
  await page.getByRole("button", { name: "No longer trust" }).waitFor();
  await expect.poll(shown).not.toContain("calls itself");
  expect(await shown()).toMatch(/recommended.*trusted here/);
});

test("a package that takes the name of a shipped model is refused in words", async () => {
  const { page, folder } = station;
  await page.reload();
  await logOnAtPage(page);
  await page.getByLabel("Model package").setInputFiles([strangersPackage(folder, "als-cnn")]);
  const notice = page.getByRole("alert").filter({ hasText: "als-cnn" });
  await notice.waitFor();
  expect(await notice.locator("code").textContent()).toBe("model-id-taken");
});

test("models are chosen task by task for the site and otherwise for a visit, and their answers say so", async () => {
  const { page, folder } = station;
  await page.getByRole("link", { name: "Settings" }).click();
  const ofVowel = (place: Locator) => place.getByRole("group", { name: "Sustained /a/" });
  const network = "ALS screen (spectrogram network)";
  const settings = ofVowel(page.getByRole("region", { name: "Models by task" }));
  await settings.getByLabel(network).uncheck();
  await settings.getByRole("button", { name: "All again" }).waitFor();
  await shot(page, "models-by-task");

  await page.getByRole("link", { name: "Patients", exact: true }).click();
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill("E2E-MODELS");
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByRole("button", { name: "Add visit" }).click();
  await page.getByRole("button", { name: "Choose models" }).click();
  const drawer = page.getByRole("dialog", { name: "Choose models" });
  await expect.poll(() => ofVowel(drawer).getByLabel(network).isChecked()).toBe(false);
  for (const name of await ofVowel(drawer).getByRole("checkbox").all()) await name.setChecked(false);
  await ofVowel(drawer).getByLabel(network).check();
  await ofVowel(drawer).getByRole("button", { name: "As the site" }).waitFor();
  await shot(page, "models-of-visit");
  await page.keyboard.press("Escape");
  // opened anew it shows what is kept, not what is being kept
  await page.getByRole("button", { name: "Choose models" }).click();
  await expect
    .poll(async () => {
      const isAsked = await ofVowel(drawer).getByLabel(network).isChecked();
      return isAsked && (await ofVowel(drawer).getByRole("checkbox", { checked: true }).count()) === 1;
    })
    .toBe(true);
  await page.keyboard.press("Escape");

  await takeIn(page, [writeVoice(folder, "vowel-a", 3)]);
  await page.getByRole("link", { name: /Sustained \/a\// }).click();
  await page.getByText("Models chosen for this visit: Sustained /a/ (als-cnn).").waitFor();
  await expect.poll(() => page.locator(".predictions h3").allTextContents()).toEqual([network]);
  await shot(page, "models-chosen");
});
