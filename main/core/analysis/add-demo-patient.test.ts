import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { AskedPatients } from "../../../shared/contract/patients.ts";
import type { DemoTake } from "../../../shared/domain/demo-take.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { listPatients } from "../history/patient-list.ts";
import { removePatient } from "../history/patients.ts";
import { listPatientRecordings } from "../history/recordings.ts";
import { listVisits } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { demoSound, demoTakes } from "../synth/demo-patient.ts";
import { addDemoPatient } from "./add-demo-patient.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-demo-patient-"));
const core = await loggedOnCore(testCoreOptions(dataFolder));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const takes: DemoTake[] = [
  { visit: 0, task: "vowel-a", take: 0 },
  { visit: 4, task: "ddk-ka", take: 0 },
];
const noProgress = () => {};
const neverStopped = new AbortController().signal;
const patients = async () => listPatients(await core.history(), AskedPatients.parse({}));

test("the demo patient says that it is synthetic, is added once, and is removed as any other", async () => {
  const fractions: number[] = [];
  const onProgress = ({ fraction }: { fraction: number }) => fractions.push(fraction);
  const { patient } = await addDemoPatient(core, { signal: neverStopped, onProgress }, takes);
  expect(patient.code).toMatch(/DEMO/);
  expect(patient.name).toMatch(/synthetic/);
  const history = await core.history();
  const visits = listVisits(history, patient.id);
  expect(visits).toHaveLength(5);
  const recordings = listPatientRecordings(history, patient.id);
  expect(recordings.map(({ visitId, task }) => [visitId, task])).toEqual([
    [visits[0]!.id, "vowel-a"],
    [visits[4]!.id, "ddk-ka"],
  ]);
  expect(recordings.every(({ analysis }) => analysis !== null)).toBe(true);
  const told = listAudit(history, patient.id).map(({ detail }) => detail);
  expect(told).toContain("synthetic demo patient, 2 recordings");
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBeGreaterThan(0.9);
  const again = addDemoPatient(core, { signal: neverStopped, onProgress: noProgress }, takes);
  await expect(again).rejects.toMatchObject({ code: "invalid-input" });
  expect(listPatientRecordings(history, patient.id)).toHaveLength(2);
  expect(removePatient(history, patient.id).removed).toBe(true);
  expect((await patients()).total).toBe(0);
});

test("stopped half way, nothing of it is there", async () => {
  const history = await core.history();
  const before = listAudit(history).length;
  const abort = new AbortController();
  const onProgress = ({ fraction }: { fraction: number }) => fraction > 0.5 && abort.abort();
  const stopped = addDemoPatient(core, { signal: abort.signal, onProgress }, takes);
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  expect(listAudit(history)).toHaveLength(before);
  expect((await patients()).total).toBe(0);
});

test("every take is another sound, and the same every time", () => {
  expect(demoTakes).toHaveLength(65);
  const [first, second] = demoTakes.filter(({ visit, task }) => visit === 0 && task === "ddk-pa");
  const bytes = (take: DemoTake) => Buffer.from(demoSound(take).samples.buffer);
  const once = bytes(first!);
  expect(once.equals(bytes(first!))).toBe(true);
  expect(once.equals(bytes(second!))).toBe(false);
});
