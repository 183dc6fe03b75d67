import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { takeIn } from "./take-in.fixture.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let station: Workstation;
beforeAll(async () => {
  station = await openWorkstation({ language: "en" });
});
afterAll(() => station?.close());

test("a patient is read from a file into the form, shown before it is stored", async () => {
  const { page, folder, complaints } = station;
  const file = join(folder, "patients.csv");
  writeFileSync(
    file,
    "id;name;geburtsdatum;geschlecht\nE-1;Muster, Anna;3.4.1961;w\nE-2;Neu, Ben;;divers\n;Ohne;;\n",
  );
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("From a file…").setInputFiles(file);
  await page.getByText("(sex not taken: divers)").waitFor();
  await page.getByText("entry 3: has no identifier; not taken").waitFor();
  await page.getByRole("button", { name: "E-1", exact: true }).click();
  expect(await page.getByLabel("Birth date", { exact: true }).inputValue()).toBe("1961-04-03");
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Muster, Anna");
  await shot(page, "from-file");
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "New visit" }).waitFor();
  expect(await page.locator("main").textContent()).toContain("Muster, Anna");
  expect(complaints).toEqual([]);
});

test("an administrator enters where visits go; a visit is saved as a file, sent, waits and is sent again", async () => {
  const { page, folder, complaints } = station;
  const drop = join(folder, "in");
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.locator("section.settings", { hasText: "Where clinicians may send a visit" });
  await card.getByLabel("HL7 interface (MLLP)").check();
  await card.getByLabel("Host").fill("ehr.clinic.example");
  await card.getByLabel("Use TLS").uncheck();
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByText("it may be spoken to by TLS only").waitFor();
  await shot(page, "settings");
  await card.getByLabel("HL7 interface (MLLP)").uncheck();
  await card.getByLabel("Folder for HL7 messages").fill(drop);
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByText("Saved.").waitFor();
  await shot(page, "settings-saved");

  await page.getByRole("link", { name: "Patients" }).first().click();
  await page.getByText("Muster, Anna").first().click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByRole("button", { name: "Add visit" }).click();
  await takeIn(page, [writeVoice(folder, "ddk-pa")]);
  const handOn = page.getByRole("button", { name: "Hand on" });
  await expect.poll(() => handOn.isEnabled()).toBe(true);
  await handOn.click();
  const drawer = page.getByRole("dialog", { name: "Hand on" });
  await drawer.getByText("Everything here names Muster, Anna, E-1").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    drawer.getByRole("button", { name: "FHIR" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bulbar-E-1-\d{4}-\d\d-\d\d\.fhir\.json$/);
  expect(JSON.parse(readFileSync(await download.path(), "utf8")).resourceType).toBe("Bundle");

  await drawer.getByRole("button", { name: "Folder for HL7 messages" }).click();
  await drawer.getByText("The folder that messages are put into is not there.").waitFor();
  await shot(page, "hand-on");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot(page, "hand-on-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await mkdir(drop);
  await drawer.getByRole("button", { name: "Try now" }).click();
  await drawer.getByText("accepted").waitFor();
  expect(readdirSync(drop)).toHaveLength(1);
  expect(complaints).toEqual([]);
});
