import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { ReportDraft } from "../../../shared/contract/reports.ts";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { listAudit } from "../history/audit.ts";
import { patientDetails, visitDetails } from "../history/history.fixtures.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { keepReportDraft } from "../history/report-drafts.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { worklist } from "./worklist.ts";

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-worklist-"));
const core = await loggedOnCore(testCoreOptions(dataFolder), () => new Date("2026-06-30T12:00:00Z"));
afterAll(async () => {
  await core.close();
  rmSync(dataFolder, { recursive: true });
});
const context = { context: { core, session: localAdministrator } };
const history = await core.history();

const dates = ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-04"].map(
  (month) => `${month}-06`,
);

const withRate = (task: TaskId, measure: string, value: number): Analysis => ({
  ...analysisOf(measure, value, task),
  measures: { [measure]: { value, unit: "1/s" } },
});

/** A patient with seven visits, at each a syllable rate and a speaking rate, per s. */
function patientWithRates(
  code: string,
  rates: readonly (readonly [syllables: number, words: number])[],
): VisitId {
  const { id: patientId } = createPatient(history, patientDetails(code));
  const visits = dates.map((date, index) => {
    const { id: visitId } = createVisit(history, { ...visitDetails(date), patientId });
    const [syllables, words] = rates[index]!;
    const bytes = (kind: number) => Buffer.from(`${code}${index}${kind}`);
    addRecording(history, {
      visitId,
      task: "ddk-pa",
      fileName: "pa.wav",
      bytes: bytes(1),
      analysis: withRate("ddk-pa", "ddk-rate", syllables),
    });
    addRecording(history, {
      visitId,
      task: "reading",
      fileName: "reading.wav",
      bytes: bytes(2),
      analysis: withRate("reading", "speaking-rate", words),
    });
    return visitId;
  });
  return visits.at(-1)!;
}

const withWords = (rates: readonly number[]) => rates.map((rate) => [rate, rate - 2] as const);
const stableVisit = patientWithRates("STABLE", withWords([6, 6.1, 5.9, 6, 6.1, 5.9, 6]));
const changedVisit = patientWithRates("CHANGED", withWords([6, 5.6, 5.1, 4.8, 4.4, 3.9, 3.6]));

const group = async (name: "incomplete" | "toReview" | "toSign") =>
  (await call(worklist.get, undefined, context))[name].entries.map(({ code, date }) => `${code} ${date}`);

async function changed(most: number) {
  const events = await call(worklist.changed, { most }, context);
  for await (const event of events) if (event.type === "done") return event;
  throw new Error("no result");
}

test("visits wait to be reviewed, then to be signed once the report is begun; due is what the site's interval says", async () => {
  expect(await group("toReview")).toHaveLength(14);
  expect((await group("toReview"))[0]).toMatch(/2026-04-06$/);
  keepReportDraft(history, stableVisit, ReportDraft.parse({ conclusion: "stable" }));
  expect(await group("toSign")).toEqual(["STABLE 2026-04-06"]);
  expect(await call(worklist.get, undefined, context)).toMatchObject({
    intervalMonths: null,
    due: { total: 0 },
  });
  await call(worklist.setInterval, { months: 2 }, context);
  expect(await call(worklist.get, undefined, context)).toMatchObject({
    intervalMonths: 2,
    due: { total: 2, entries: [{ due: "2026-06-06" }, { due: "2026-06-06" }] },
  });
  await call(worklist.setInterval, { months: 3 }, context);
  expect((await call(worklist.get, undefined, context)).due.total).toBe(0);
  const settings = listAudit(history).filter(({ subject }) => subject === "site setting visit-interval");
  expect(settings.map(({ detail }) => detail)).toEqual(["every 2 months", "every 3 months"]);
});

test("of the unsigned last visits those are told that changed as the trend judges it", async () => {
  const found = await changed(10);
  expect(found).toMatchObject({
    judged: 2,
    waiting: 2,
    changed: [{ code: "CHANGED", visitId: changedVisit, progression: { verdict: "likely-change" } }],
  });
  expect(await changed(1)).toMatchObject({ judged: 1, waiting: 2 });
});
