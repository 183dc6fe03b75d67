import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let station: Workstation;
beforeAll(async () => {
  station = await openWorkstation({ language: "en" });
});
afterAll(() => station?.close());

const passphrase = "three calm herons";

async function addPatient(code: string): Promise<void> {
  const { page } = station;
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill(code);
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "Edit" }).first().waitFor();
}

test("a patient leaves as a sealed file, is erased, and comes back from the file with its passphrase only", async () => {
  const { page, folder, complaints } = station;
  await addPatient("E-1");
  await page.getByRole("button", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Export as a sealed file" }).click();
  await page.getByLabel("Passphrase").fill(passphrase);
  await page.getByLabel("Once more").fill("another one, longer");
  await shot(page, "export-en");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByText("The two passphrases are not the same.").waitFor();
  await page.getByLabel("Once more").fill(passphrase);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("E-1.bulbar-patient");
  const file = join(folder, "E-1.bulbar-patient");
  copyFileSync(await download.path(), file);
  expect(readFileSync(file).includes("E-1")).toBe(false);

  await page.getByRole("button", { name: "Erase patient" }).click();
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  await page.getByText("No patients yet").waitFor();

  await page.getByRole("button", { name: "From a file" }).click();
  await page.getByLabel("File (.bulbar-patient)").setInputFiles(file);
  await page.getByLabel("Passphrase of the file").fill("three calm heron");
  await page.getByRole("button", { name: "Take in" }).click();
  await page.getByText("does not open with this passphrase").waitFor();
  await shot(page, "import-wrong-en");
  await page.getByLabel("Passphrase of the file").fill(passphrase);
  await page.getByRole("button", { name: "Take in" }).click();
  await page.getByRole("button", { name: "Edit" }).first().waitFor();
  expect(complaints).toEqual([]);
});

test("erasing names the backups that still hold the patient", async () => {
  const { page, folder } = station;
  const stick = join(folder, "stick");
  mkdirSync(stick);
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.locator("section", { hasText: "Backups" }).first();
  await card.getByLabel("Folder for backups").fill(stick);
  await card.getByRole("button", { name: "Save the plan" }).click();
  await card.getByRole("button", { name: "Back up now" }).click();
  await card.getByText("read again from end to end").waitFor();
  await page.getByRole("link", { name: "Patients" }).first().click();
  await page.getByRole("link", { name: "E-1" }).click();
  await page.getByRole("button", { name: "Edit" }).first().click();
  await page.getByRole("button", { name: "Erase patient" }).click();
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  await page.getByText("still hold the patient").waitFor();
  await shot(page, "erased-en");
  expect(await page.locator(".drawer").textContent()).toMatch(/bulbar-\d{8}-\d{6}\.bulbar-backup/);
});
