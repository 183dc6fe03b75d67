import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { compare } from "./compare.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-compare-"));
const core = await loggedOnCore({ ...testCoreOptions(dataFolder) });
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true, force: true });
});
const history = await core.history();
const patient = createPatient(history, patientDetails("P1"));
const visitOn = (date: string, device = "headset") =>
  createVisit(history, { ...visitDetails(date), device, patientId: patient.id });

type Found = Awaited<ReturnType<typeof compare>>;
const f0OfVowelA = (found: Found) =>
  found?.differences.find(({ measure, task }) => measure === "f0-mean" && task === "vowel-a");

let bytes = 0;
function record(visit: Visit, task: TaskId, f0: number) {
  const { recording } = addRecording(history, {
    visitId: visit.id,
    task,
    fileName: `${task}.wav`,
    bytes: new Uint8Array([++bytes]),
    analysis: { ...analysisOf("f0-mean", f0, task), part: { startSeconds: 0.4, endSeconds: 4 } },
  });
  return recording.id;
}

const [january, march, june] = [visitOn("2026-01-05"), visitOn("2026-03-05"), visitOn("2026-06-05", "phone")];
const a1 = record(january, "vowel-a", 120);
const i1 = record(january, "vowel-i", 130);
const a2 = record(march, "vowel-a", 125);
const a2again = record(march, "vowel-a", 127);
const i3 = record(june, "vowel-i", 140);
const usual = { a: null, task: null, takeA: null, takeB: null };

test("the visit before that has the task is found, and the takes that count are shown", async () => {
  const found = await compare(core, { ...usual, b: march.id });
  expect(found).toMatchObject({
    task: "vowel-a",
    tasks: ["vowel-a"],
    a: { visit: january, shown: a1 },
    b: { visit: march, shown: a2 },
    ofTakes: false,
    unlike: [],
  });
  expect(found?.b.takes).toMatchObject([
    { recording: a2, counts: true, speechStartSeconds: 0.4, levelDb: -20, durationSeconds: 5 },
    { recording: a2again, counts: true },
  ]);
  expect(f0OfVowelA(found)).toMatchObject({ a: 120, b: 126 });
  const older = await compare(core, { ...usual, b: june.id, task: "vowel-i" });
  expect(older).toMatchObject({ a: { visit: january, shown: i1 }, b: { shown: i3 }, unlike: ["microphone"] });
});

test("the earlier visit is the first one, whichever was asked for first", async () => {
  const found = await compare(core, {
    a: march.id,
    b: january.id,
    task: "vowel-a",
    takeA: a2again,
    takeB: a1,
  });
  expect(found).toMatchObject({ a: { visit: january, shown: a1 }, b: { visit: march, shown: a2again } });
  expect(f0OfVowelA(found)).toMatchObject({ a: 120, b: 127 });
});

test("of one visit two takes are compared", async () => {
  const found = await compare(core, { ...usual, a: march.id, b: march.id });
  expect(found).toMatchObject({ a: { shown: a2 }, b: { shown: a2again }, ofTakes: true });
  expect(found?.differences).toMatchObject([
    { measure: "f0-mean", a: 125, b: 127, change: null, notJudged: "same-visit" },
  ]);
});

test("a first visit has nothing before it, and visits of two patients are refused", async () => {
  expect(await compare(core, { ...usual, b: january.id })).toBeNull();
  const other = createPatient(history, patientDetails("P2"));
  const visit = createVisit(history, { ...visitDetails("2026-02-01"), patientId: other.id });
  await expect(compare(core, { ...usual, a: visit.id, b: march.id })).rejects.toMatchObject({
    code: "invalid-input",
    data: { why: "two-patients" },
  });
});

test("who compares is told in the trail", async () => {
  const before = listAudit(history, patient.id).length;
  await compare(core, { ...usual, b: march.id });
  const rows = listAudit(history, patient.id).slice(before);
  expect(rows.map(({ action }) => action)).not.toContain("update");
  expect(rows.map(({ subject }) => subject)).toContain(`recordings of visit ${january.id}`);
});
