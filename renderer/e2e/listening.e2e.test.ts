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

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), "bulbar-listening-"));

const second = { name: "Dr. Second", password: "hears with other ears" };

/** Three visits of two patients, each with a vowel and a list of sentences. */
async function fillHistory(): Promise<void> {
  const core = await loggedOnCore(testCoreOptions(folder));
  try {
    const history = await core.history();
    (await core.vault.addUser({ name: second.name, role: "clinician" }, second.password))();
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

/** Marks both lines by key, so many steps from where they stand. */
async function markLines(page: Page, steps: number): Promise<void> {
  for (const [line, key] of [
    ["effort of listening", "ArrowRight"],
    ["intelligibility by ear", "ArrowLeft"],
  ] as const) {
    await page.getByRole("slider", { name: line }).focus();
    for (let step = 0; step < steps; step++) await page.keyboard.press(key);
  }
}

async function markSteps(page: Page): Promise<void> {
  for (const scale of ["hoarseness", "roughness", "breathiness", "weakness", "strain"])
    await page.getByRole("group", { name: scale }).getByLabel("1 slight").check();
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
    await markLines(page, 1);
    await page.keyboard.press(" ");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await markSteps(page);
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

test("a second listener judges the same recordings, and how far both agree stands as an ICC with its interval", async () => {
  const { page, complaints } = station;
  await page.reload();
  await page.locator("input[name=name]").fill(second.name);
  await page.locator("input[name=password]").fill(second.password);
  await page.locator("main.log-on button[type=submit]").click();
  await page.locator("input[name=newPassword]").fill(`${second.password} anew`);
  await page.locator("input[name=password]").fill(second.password);
  await page.locator("main.log-on button[type=submit]").click();
  await page.getByRole("link", { name: "Listen" }).click();
  const begin = page.getByRole("region", { name: "Begin" });
  for (const patient of ["Example, Ada, L-1", "Muster, Ben, L-2"])
    await begin.getByRole("button", { name: `Add ${patient}` }).click();
  await begin.getByText("6 recordings from 3 visits").waitFor();
  await begin.getByText("Sustained /a/").click();
  await begin.getByText("3 recordings from 3 visits").waitFor();
  await begin.getByRole("button", { name: "Begin", exact: true }).click();
  for (let number = 1; number <= 4; number++) {
    await page.getByRole("heading", { name: `Recording ${number} of 4` }).waitFor();
    await markLines(page, number);
    await markSteps(page);
    await page.getByRole("group", { name: "nasal sound" }).getByLabel("2 moderate").check();
    await page.getByRole("button", { name: /Next|Finish/ }).click();
  }
  await page.getByText("Everything was heard. Thank you.").waitFor();
  const together = page.getByRole("row", { name: /effort of listening .*Dr\. Second and tester/ });
  await expect.poll(() => together.textContent()).toMatch(/3ICC\(2,1\) −?\d\.\d\d \[−?\d/);
  await shot(page, "listening-icc");
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
