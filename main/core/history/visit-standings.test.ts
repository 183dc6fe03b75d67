import { expect, test } from "vitest";
import { ReportDraft } from "../../../shared/contract/reports.ts";
import { Alsfrs, alsfrsItemIds } from "../../../shared/domain/alsfrs.ts";
import { removeAlsfrs, setAlsfrs } from "./alsfrs.ts";
import { addAnalysis } from "./analyses.ts";
import { analysisOf } from "./analysis.fixture.ts";
import { patientDetails, temporaryHistory, visitDetails } from "./history.fixtures.ts";
import type { History } from "./open-history.ts";
import { archivePatient, createPatient } from "./patients.ts";
import { addRecording, removeRecording, setRecordingTask } from "./recordings.ts";
import { keepReportDraft } from "./report-drafts.ts";
import { addReport, listReports } from "./reports.ts";
import { decideTake } from "./take-choices.ts";
import { openStandings, visitStandings } from "./visit-standings.ts";
import { createVisit, updateVisit } from "./visits.ts";

function signedVisit() {
  let seconds = 0;
  const history = temporaryHistory({ now: () => new Date(Date.UTC(2026, 0, 5, 10, 0, seconds++)) });
  const patient = createPatient(history, patientDetails("P1"));
  const visit = createVisit(history, { ...visitDetails("2026-01-05"), patientId: patient.id });
  const recordings = [1, 2].map((byte) => {
    const analysis = byte === 1 ? analysisOf("f0-mean", 120) : null;
    const sound = { fileName: "a.wav", bytes: new Uint8Array([byte]), analysis };
    return addRecording(history, { visitId: visit.id, task: "vowel-a", ...sound }).recording.id;
  });
  const standing = () => visitStandings(history, patient.id)[0]!;
  return { history, visit, recordings, standing };
}

function sign(history: History, visitId: Parameters<typeof addReport>[1]["visitId"]): void {
  const signedAt = history.now().toISOString();
  const signature = { signer: "Dr. A", signedAt, meaning: "author" as const };
  addReport(history, { visitId, pdf: new Uint8Array([1]), signature, addsTo: null });
}

test("recordings are counted with their tasks, and those that are not analysed", () => {
  const { visit, standing } = signedVisit();
  expect(standing()).toEqual({
    visitId: visit.id,
    tasks: ["vowel-a"],
    recordings: 2,
    notAnalysed: 1,
    hasDraft: false,
    isSigned: false,
    isChangedSince: false,
  });
});

test("looking, and a report that is handed out, change nothing of what was signed", () => {
  const { history, visit, standing } = signedVisit();
  sign(history, visit.id);
  listReports(history, visit.id);
  addReport(history, { visitId: visit.id, pdf: new Uint8Array([2]), signature: null, addsTo: null });
  expect(standing()).toMatchObject({ isSigned: true, isChangedSince: false });
});

type Signed = ReturnType<typeof signedVisit>;
const alsfrs = Alsfrs.parse({
  ...Object.fromEntries(alsfrsItemIds.map((item) => [item, 4])),
  gastrostomy: false,
});
const changes: [what: string, change: (signed: Signed) => unknown][] = [
  ["the visit's date", ({ history, visit }) => updateVisit(history, { ...visit, date: "2026-01-06" })],
  ["the ALSFRS-R", ({ history, visit }) => setAlsfrs(history, { visitId: visit.id, alsfrs })],
  [
    "a newer analysis",
    ({ history, recordings }) => addAnalysis(history, recordings[1]!, analysisOf("f0-mean", 1)),
  ],
  ["another task", ({ history, recordings }) => setRecordingTask(history, recordings[0]!, "vowel-i")],
  ["a recording that was removed", ({ history, recordings }) => removeRecording(history, recordings[0]!)],
];

test.each(changes)("%s after the signature asks for another", (_, change) => {
  const signed = signedVisit();
  sign(signed.history, signed.visit.id);
  expect(signed.standing().isChangedSince).toBe(false);
  change(signed);
  expect(signed.standing()).toMatchObject({ isSigned: true, isChangedSince: true });
  sign(signed.history, signed.visit.id);
  expect(signed.standing().isChangedSince).toBe(false);
});

test("a decision on a take, and an ALSFRS-R that is taken away, do as well", () => {
  const { history, visit, recordings, standing } = signedVisit();
  setAlsfrs(history, { visitId: visit.id, alsfrs });
  sign(history, visit.id);
  removeAlsfrs(history, visit.id, {});
  expect(standing().isChangedSince).toBe(true);
  sign(history, visit.id);
  decideTake(history, { id: recordings[0]!, decision: "leave-out", reason: "cough" });
  expect(standing().isChangedSince).toBe(true);
});

test("a visit is open until it is signed, again when it is changed, and no longer once its patient is archived", () => {
  const { history, visit } = signedVisit();
  const other = createPatient(history, patientDetails("P2", "Example, Ada"));
  createVisit(history, { ...visitDetails("2026-02-01"), patientId: other.id });
  const open = () => openStandings(history).map(({ code, date, visits }) => [code, date, visits]);
  expect(open()).toEqual([
    ["P2", "2026-02-01", 1],
    ["P1", "2026-01-05", 1],
  ]);
  sign(history, visit.id);
  expect(open()).toEqual([["P2", "2026-02-01", 1]]);
  updateVisit(history, { ...visit, date: "2026-01-06" });
  expect(open()).toHaveLength(2);
  archivePatient(history, other.id, true);
  expect(open()).toEqual([["P1", "2026-01-06", 1]]);
});

test("a draft of the report is told", () => {
  const { history, visit, standing } = signedVisit();
  keepReportDraft(history, visit.id, ReportDraft.parse({ conclusion: "stable" }));
  expect(standing().hasDraft).toBe(true);
});
