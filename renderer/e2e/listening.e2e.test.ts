import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { importRecording } from "../../main/core/analysis/import-recording.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import type { Core } from "../../main/core/core.ts";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { loggedOnCore } from "../../main/core/logged-on.fixture.ts";
import { findPassage } from "../../main/core/protocol/passages.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import { VisitDetails } from "../../shared/domain/visit.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "bulbar-listening-"));

/** Three visits of two patients, each with a vowel and a list of sentences. */
async function fillHistory(): Promise<void> {
  const core = await loggedOnCore(testCoreOptions(folder));
  try {
    const history = await core.history();
    const patients = ["Example, Ada", "Muster, Ben"].map((name, k) =>
      createPatient(history, PatientDetails.parse({ code: `L-${k + 1}`, name, diagnosisCode: "als" })),
    );
    const visits = [
      [patients[0]!, "2026-01-12"],
      [patients[0]!, "2026-04-13"],
      [patients[1]!, "2026-04-14"],
    ] as const;
    for (const [k, [patient, date]] of visits.entries()) {
      const visit = createVisit(history, { ...VisitDetails.parse({ date }), patientId: patient.id });
      await addVoice(core, visit.id, k, "vowel-a");
      await addVoice(core, visit.id, k, "sentences");
    }
  } finally {
    await core.close();
  }
}

async function addVoice(
  core: Core,
  visitId: Parameters<typeof importRecording>[1]["visitId"],
  k: number,
  task: "vowel-a" | "sentences",
) {
  const voice = task === "sentences" ? "reading" : task;
  const { signal } = synthesise({
    task: voice,
    sex: "female",
    severity: 1,
    seed: k + 1,
    sampleRateHz: 44_100,
    snrDb: 45,
  });
  const passage = task === "sentences" ? (`unseen-en-${k + 1}` as const) : null;
  const request = { visitId, source: { bytes: encodeWav(signal) }, fileName: `${k}.wav`, task, passage };
  await importRecording(core, request, { signal: new AbortController().signal, onProgress: () => {} });
}

let station: Workstation;
beforeAll(async () => {
  await fillHistory();
  station = await openWorkstation({ folder, language: "en" });
});
afterAll(() => station?.close());

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

test("two patients' recordings are judged by keyboard, blind, and stand in the visit's profile and the agreement", async () => {
  const { page, complaints } = station;
  await page.getByRole("link", { name: "Listen" }).click();
  const begin = page.getByRole("region", { name: "Begin" });
  await begin.getByRole("button", { name: "Add Example, Ada, L-1" }).click();
  await begin.getByText("4 recordings from 2 visits").waitFor();
  await begin.getByRole("button", { name: "Add Muster, Ben, L-2" }).click();
  await begin.getByText("6 recordings from 3 visits").waitFor();
  await begin.getByText("Sustained /a/").click();
  await begin.getByText("3 recordings from 3 visits").waitFor();
  await shot(page, "listening-begin");
  expect(await faultsOf(page)).toEqual([]);
  await begin.getByRole("button", { name: "Begin", exact: true }).click();
  for (let number = 1; number <= 4; number++) {
    await page.getByRole("heading", { name: `Recording ${number} of 4` }).waitFor();
    expect(await page.locator("main").textContent()).not.toMatch(/Ada|Ben|L-1|L-2|2026/);
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.getByRole("slider", { name: "effort of listening" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("slider", { name: "intelligibility by ear" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press(" ");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    for (const scale of ["hoarseness", "roughness", "breathiness", "weakness", "strain"])
      await page.getByRole("group", { name: scale }).getByLabel("1 slight").check();
    await page.getByText("Still to be marked: nasal sound by ear").waitFor();
    expect(await page.getByRole("button", { name: /Next|Finish/ }).isDisabled()).toBe(true);
    await page.getByRole("group", { name: "nasal sound" }).getByLabel("2 moderate").check();
    if (number === 2) await shot(page, "listening-judge");
    if (number === 1) expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
  }
  await page.getByText("Everything was heard. Thank you.").waitFor();
  await page.getByText("tester, second time").first().waitFor();
  await shot(page, "listening-agreement");
  await page.getByRole("link", { name: "Patients" }).first().click();
  await page.getByText("Muster, Ben").first().click();
  await page
    .getByRole("link", { name: /14 Apr 2026/ })
    .first()
    .click();
  const profile = page.locator("section", { hasText: "Resonance" }).first();
  await profile.getByText("nasal sound by ear").first().waitFor();
  await shot(page, "listening-visit");
  expect(complaints).toEqual([]);
});

test("sentences are written down without being seen, scored in words, and not asked a second time", async () => {
  const { page, complaints } = station;
  await page.getByRole("link", { name: "Listen" }).click();
  const begin = page.getByRole("region", { name: "Begin" });
  await begin.getByRole("button", { name: "Write down sentences" }).click();
  await begin.getByRole("button", { name: "Add Example, Ada, L-1" }).click();
  await begin.getByText("2 recordings from 2 visits").waitFor();
  await begin.getByRole("button", { name: "Begin", exact: true }).click();
  const lists = ["unseen-en-1", "unseen-en-2"].map((id) => findPassage(id)!);
  for (let number = 1; number <= 2; number++) {
    await page.getByRole("heading", { name: `Recording ${number} of 2` }).waitFor();
    const shown = await page.locator("main").textContent();
    for (const { text } of lists) expect(shown).not.toContain(text.split("\n")[0]);
    await page.getByLabel(/6 sentences/).fill(lists[0]!.text.toUpperCase());
    await page.getByRole("button", { name: /Next|Finish/ }).click();
    await page.getByText(/\d+ of \d+ words understood/).waitFor();
    if (number === 2) await shot(page, "listening-write");
    await page.getByRole("button", { name: /Next|Finish/ }).click();
  }
  await page.getByText("Everything was heard. Thank you.").waitFor();
  await begin.getByRole("button", { name: "Write down sentences" }).click();
  await begin.getByRole("button", { name: "Add Example, Ada, L-1" }).click();
  await begin.getByText("There is nothing to hear").waitFor();
  expect(complaints).toEqual([]);
});
