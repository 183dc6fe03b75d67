import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { loggedOnCore } from "../../main/core/logged-on.fixture.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import { VisitDetails } from "../../shared/domain/visit.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "bulbar-forms-"));

async function fillHistory(): Promise<void> {
  const core = await loggedOnCore(testCoreOptions(folder));
  try {
    const history = await core.history();
    const details = { code: "F-1", name: "Example, Ada", diagnosisCode: "als" };
    const { id: patientId } = createPatient(history, PatientDetails.parse(details));
    for (const date of ["2026-01-12", "2026-04-13"])
      createVisit(history, { ...VisitDetails.parse({ date }), patientId });
  } finally {
    await core.close();
  }
}

let station: Workstation;
beforeAll(async () => {
  await fillHistory();
  station = await openWorkstation({ folder, language: "en" });
});
afterAll(() => station?.close());

async function openVisit(date: RegExp) {
  const { page } = station;
  await page.getByRole("link", { name: "Patients" }).first().click();
  await page.getByText("Example, Ada").first().click();
  await page.getByRole("link", { name: date }).first().click();
  return page.getByRole("region", { name: "Bulbar examination" });
}

test("the site's examination is loaded, entered at a visit, and stands beside the next one", async () => {
  const { page, complaints } = station;
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.getByRole("region", { name: "Questionnaires and examinations" });
  const bad = join(folder, "mine.json");
  writeFileSync(bad, '{"schemaVersion": 1}');
  await card.getByLabel("Load a form's file").setInputFiles(bad);
  await card.getByText(/“id” is missing or wrong/).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: "Save an example" }).click(),
  ]);
  const example = join(folder, saved.suggestedFilename());
  await saved.saveAs(example);
  await card.getByLabel("Load a form's file").setInputFiles(example);
  await card.getByRole("heading", { name: "Bulbar examination" }).waitFor();
  await shot(page, "forms-settings");

  let form = await openVisit(/12 Jan 2026/);
  await form.getByText("Not entered at this visit.").waitFor();
  await form.getByRole("button", { name: "Enter Bulbar examination" }).click();
  const drawer = page.getByRole("dialog", { name: "Bulbar examination" });
  await drawer.getByLabel(/^Weight/).fill("70.5");
  await drawer
    .getByRole("group", { name: "Cough" })
    .getByLabel(/weakened/)
    .check();
  await drawer.getByRole("button", { name: "Save" }).click();
  await form.getByText("70.5 kg").waitFor();
  await form.getByText("1 weakened").waitFor();

  form = await openVisit(/13 Apr 2026/);
  await form.getByRole("button", { name: "Enter Bulbar examination" }).click();
  await drawer.getByText("12 Jan 2026: 70.5 kg").waitFor();
  await drawer.getByLabel(/^Weight/).fill("68");
  await shot(page, "forms-entry");
  await drawer.getByRole("button", { name: "Save" }).click();
  await form.getByText("68.0 kg").waitFor();
  await form.getByText("12 Jan 2026: 70.5 kg").waitFor();
  await shot(page, "forms-visit");
  await form.getByRole("button", { name: "Change Bulbar examination" }).click();
  await drawer.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await form.getByText("Not entered at this visit.").waitFor();
  expect(complaints).toEqual([]);
});
