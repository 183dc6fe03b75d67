import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { analysisOf } from "../../main/core/history/analysis.fixture.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { addRecording } from "../../main/core/history/recordings.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { loggedOnCore } from "../../main/core/logged-on.fixture.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import { VisitDetails } from "../../shared/domain/visit.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "bulbar-worklist-"));

/** Ada was seen long ago and waits to be reviewed; of Grace a visit was entered and nothing recorded. */
async function fillHistory(): Promise<void> {
  const core = await loggedOnCore(testCoreOptions(folder));
  try {
    const history = await core.history();
    const visitOf = (code: string, name: string, date: string) => {
      const { id: patientId } = createPatient(history, PatientDetails.parse({ code, name }));
      return createVisit(history, { ...VisitDetails.parse({ date }), patientId }).id;
    };
    const sound = { fileName: "a.wav", bytes: new Uint8Array([1]), analysis: analysisOf("f0-mean", 120) };
    const visitId = visitOf("W-1", "Example, Ada", "2026-01-12");
    addRecording(history, { visitId, task: "vowel-a", ...sound });
    visitOf("W-2", "Example, Grace", new Date().toISOString().slice(0, 10));
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

test("the worklist leads to the place where each piece of work is done, and takes the site's interval", async () => {
  const { page, complaints } = station;
  const group = (name: string) => page.getByRole("region", { name, exact: true });
  const openList = async () => {
    await page.getByRole("link", { name: "Patients" }).first().click();
    await page.getByRole("button", { name: "Worklist" }).click();
    await page.getByRole("heading", { name: "Worklist" }).waitFor();
  };
  await openList();
  await group("Changed, not signed").getByText("No unsigned visit changed beyond error.").waitFor();
  await group("Next visit due")
    .getByText(/Choose after how long/)
    .waitFor();
  await group("Next visit due").getByLabel("Next visit after").selectOption("3");
  await group("Next visit due").getByText("due 12 Apr 2026, last seen 12 Jan 2026").waitFor();
  await shot(page, "worklist");
  expect(await group("Next visit due").getByRole("link").allTextContents()).toEqual(["Example, Ada"]);

  await group("Next visit due").getByRole("link", { name: "Example, Ada" }).click();
  await page.getByRole("button", { name: "New visit" }).waitFor();
  await page.goBack();
  await group("To review").getByRole("link", { name: "Example, Ada" }).click();
  await page.getByRole("heading", { name: "Visit of 12 Jan 2026" }).waitFor();
  await page.goBack();
  await group("Incomplete").getByText("nothing recorded yet").waitFor();
  await group("Incomplete").getByRole("link", { name: "Example, Grace" }).click();
  await page.waitForURL(/visits\/[^/]+\/record$/);
  expect(complaints).toEqual([]);
});
