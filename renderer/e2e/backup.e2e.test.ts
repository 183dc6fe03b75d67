import { mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { backupName } from "../../main/core/history/backup-schedule.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let station: Workstation;
beforeAll(async () => {
  station = await openWorkstation({ language: "en" });
});
afterAll(() => station?.close());

test("Settings: a folder is planned, a backup made, a missing stick told", async () => {
  const { page, folder, complaints } = station;
  const stick = join(folder, "stick");
  mkdirSync(stick);
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.locator("section", { hasText: "Backups" });
  await card.getByText("none; no folder has been chosen").waitFor();
  await card.getByLabel("Folder for backups").fill(join(folder, "elsewhere"));
  await card.getByRole("button", { name: "Save the plan" }).click();
  await card.getByText("The folder for the backup is not there.").waitFor();
  await card.getByLabel("Folder for backups").fill(stick);
  await card.getByRole("button", { name: "Save the plan" }).click();
  await card.getByRole("button", { name: "Back up now" }).click();
  await card.getByText("read again from end to end").waitFor();
  const [file] = readdirSync(stick);
  expect(await card.textContent()).toContain(file);
  renameSync(stick, `${stick}-away`);
  await card.getByRole("button", { name: "Back up now" }).click();
  await card.getByText("Connect the disk, stick or share").waitFor();
  expect(await card.textContent()).toMatch(/The backup of .* failed; it is tried again every hour/);
  await shot(page, "backup");
  renameSync(`${stick}-away`, stick);
  await expect.poll(() => backupName(new Date())).not.toBe(file); // which names the second
  await card.getByRole("button", { name: "Back up now" }).click();
  await expect.poll(() => card.getByRole("alert").count()).toBe(0);
  await expect.poll(() => readdirSync(stick).filter((name) => !name.startsWith("."))).toHaveLength(2);
  expect(complaints).toEqual([]);
});

test("Settings: the tables for research are saved as one ZIP", async () => {
  const { page, complaints } = station;
  const card = page.getByRole("region", { name: "Data for research" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: "Save as ZIP" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bulbar-research-\d{4}-\d\d-\d\d\.zip$/);
  const files = unzipSync(readFileSync(await download.path()));
  expect(Object.keys(files)).toContain("patients.csv");
  await card.getByText("Handed over: 0 patients").waitFor();
  await card.scrollIntoViewIfNeeded();
  await shot(page, "research");
  expect(complaints).toEqual([]);
});
