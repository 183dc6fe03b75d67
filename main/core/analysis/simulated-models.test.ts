import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { site } from "../operations/site.ts";
import { synthesise } from "../synth/synthesise.ts";
import { importRecording } from "./import-recording.ts";
import { visitFindings } from "./judge-patient.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-simulated-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const run = { signal: new AbortController().signal, onProgress: () => {} };
const model = "severity-simulated";
const context = { core, session: localAdministrator };

async function imported(visitId: VisitId, task: TaskId, severity: number, models?: string[]) {
  const voice = { task, sex: "female", severity, seed: 7, sampleRateHz: 16_000, durationSeconds: 3 } as const;
  const source = { bytes: encodeWav(synthesise(voice).signal) };
  const fileName = `${task}.wav`;
  return importRecording(core, { visitId, source, fileName, task, ...(models && { models }) }, run);
}

async function newVisit(date: string): Promise<VisitId> {
  const history = await core.history();
  return createVisit(history, { patientId: patient.id, date, device: "headset", notes: "" }).id;
}

const patient = createPatient(
  await core.history(),
  PatientDetails.parse({ code: "S-1", sex: "female", diagnosisCode: "als" }),
);

test("models of simulated voices answer on import only where the site says so; then they vote and enter the trend", async () => {
  const before = await newVisit("2026-01-05");
  const silent = await imported(before, "vowel-a", 0);
  expect(silent.recording.analysis?.predictions.map((one) => one.model)).not.toContain(model);

  await call(site.setSimulatedModels, { answer: true }, { context });
  const after = await newVisit("2026-04-05");
  for (const task of ["vowel-a", "vowel-e", "ddk-pa"] as const) await imported(after, task, 4);
  const findings = await visitFindings(core, after);
  const result = findings.results.find((one) => one.model === model);
  expect(result).toMatchObject({ recordings: 3, provenance: { status: "simulated-data" } });
  expect(result!.vote.recordings).toBeGreaterThan(0);
  expect(result!.expectedLevel!.mean).toBeGreaterThanOrEqual(1);
  expect(result!.expectedLevel!.mean).toBeLessThanOrEqual(5);
  expect(findings.findings.map(({ measure }) => measure)).toContain(`${model}:level`);

  await call(site.setSimulatedModels, { answer: false }, { context });
  const again = await imported(await newVisit("2026-07-05"), "vowel-a", 2);
  expect(again.recording.analysis?.predictions.map((one) => one.model)).not.toContain(model);
});

test("a model by name answers on import without the switch", async () => {
  const { recording } = await imported(await newVisit("2026-08-05"), "vowel-a", 1, [model]);
  expect(recording.analysis?.predictions.map((one) => one.model)).toEqual([model]);
  const { expectedLevel, probabilities } = recording.analysis!.predictions[0]!;
  expect(expectedLevel).toBeCloseTo(
    probabilities.reduce((sum, value, index) => sum + value * (index + 1), 0),
    10,
  );
});
