import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { importRecording } from "../../main/core/analysis/import-recording.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { loggedOnCore } from "../../main/core/logged-on.fixture.ts";
import { fourTrains } from "../../main/core/synth/four-trains.fixture.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import { VisitDetails } from "../../shared/domain/visit.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), "bulbar-split-"));
let recordingId = "";

async function fillHistory(): Promise<void> {
  const core = await loggedOnCore(testCoreOptions(folder));
  try {
    const history = await core.history();
    const patient = createPatient(history, PatientDetails.parse({ code: "S-1", name: "Example, Ada" }));
    const visit = createVisit(history, {
      ...VisitDetails.parse({ date: "2026-01-12" }),
      patientId: patient.id,
    });
    const request = {
      visitId: visit.id,
      source: { bytes: encodeWav(fourTrains()) },
      fileName: "series.wav",
      task: "ddk-pa" as const,
    };
    const run = { signal: new AbortController().signal, onProgress: () => {} };
    recordingId = (await importRecording(core, request, run)).recording.id;
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

test("four series in one file become four takes by their proposed pieces, whose ends move by keys and mouse, and come back by undo", async () => {
  const { page, complaints } = station;
  await page.evaluate((id) => (location.hash = `#/recordings/${id}`), recordingId);
  await page.locator("canvas.spectrogram").waitFor();
  await page.getByRole("button", { name: "Split", exact: true }).click();
  const bar = page.getByRole("region", { name: "Split into takes" });
  await bar.getByLabel("Task of piece 4").waitFor();
  const tasks = bar.getByRole("combobox");
  expect(await tasks.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))).toEqual([
    "ddk-pa",
    "ddk-ta",
    "ddk-ka",
    "ddk-pataka",
  ]);
  const end = page.getByRole("slider", { name: "End of piece 1" });
  const before = Number(await end.getAttribute("aria-valuenow"));
  await end.focus();
  await page.keyboard.press("Shift+ArrowRight");
  expect(Number(await end.getAttribute("aria-valuenow"))).toBeCloseTo(before + 0.1, 5);
  const start = page.getByRole("slider", { name: "Start of piece 3" });
  const at = Number(await start.getAttribute("aria-valuenow"));
  const box = (await start.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 10, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  expect(Number(await start.getAttribute("aria-valuenow"))).toBeLessThan(at);
  await shot(page, "split");

  await bar.getByRole("button", { name: "Leave piece 2 away" }).click();
  await bar.getByRole("button", { name: "Make 3 takes" }).click();
  await page.getByText("Split into:").waitFor();
  const strip = page.getByRole("navigation", { name: "Recordings of this visit" });
  await strip.getByRole("link").nth(3).waitFor();
  await shot(page, "split-done");
  await page.getByRole("button", { name: "Undo, remove these takes" }).click();
  await page.getByText("Split into:").waitFor({ state: "detached" });
  await expect.poll(() => strip.getByRole("link").count()).toBe(1);
  expect(complaints).toEqual([]);
});
