import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { visits } from "../operations/visits.ts";
import { synthesise } from "../synth/synthesise.ts";

const core = await loggedOnCore({ ...testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-visit-"))) });
afterAll(() => core.close());

async function visitWith(spoken: Partial<Record<TaskId, [f1: number, f2: number]>>): Promise<string> {
  const history = await core.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const code = Object.keys(spoken).join(" ");
  const patient = createPatient(history, {
    ...details,
    code,
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
  });
  const visit = createVisit(history, { patientId: patient.id, date: "2026-01-05", device: "", notes: "" });
  for (const [name, [f1, f2]] of Object.entries(spoken)) {
    const task = name as TaskId;
    const { signal } = synthesise({
      task,
      sex: "male",
      severity: 1,
      seed: 1,
      sampleRateHz: 22_050,
      durationSeconds: 3,
    });
    const measures = { f1: { value: f1, unit: "Hz" }, f2: { value: f2, unit: "Hz" } };
    const analysis = { ...analysisOf("f1", f1, task), measures };
    addRecording(history, {
      visitId: visit.id,
      task,
      fileName: `${task}.wav`,
      bytes: encodeWav(signal),
      analysis,
    });
  }
  return visit.id;
}

/** The findings over several tasks of a visit, and the stages on the way. */
async function measured(id: string, signal?: AbortSignal) {
  const stages: string[] = [];
  for await (const event of await call(
    visits.findings,
    { id },
    { context: { core, session: localAdministrator }, signal },
  )) {
    if (event.type === "done") {
      const ofVisit = event.visit.findings.filter(
        ({ task, measure }) => task === "visit" && !measure.includes(":"),
      );
      return { measures: Object.fromEntries(ofVisit.map((one) => [one.measure, one])), stages };
    }
    stages.push([event.stage, event.subject].filter(Boolean).join(" "));
  }
  throw new Error("no result");
}

test("measures of a visit from the stored formants and the stored sound", async () => {
  const id = await visitWith({
    "vowel-a": [700, 1200],
    "vowel-i": [300, 2300],
    "vowel-u": [350, 800],
    reading: [500, 1500],
  });
  const { measures, stages } = await measured(id);
  expect(Object.keys(measures).toSorted()).toEqual(["abi", "avqi", "f2i-f2u", "fcr", "tvsa", "vai"]);
  expect(stages).toEqual(["measuring-vowels", "measuring-voice reading", "measuring-voice vowel-a"]);
  expect(measures.tvsa).toMatchObject({ value: 272_500, unit: "Hz^2" });
  expect(measures.avqi!.value).toBeTypeOf("number");
  expect(measures.abi!.value).toBeTypeOf("number");
});

test("a single vowel has no measures of the visit; a visit that is not there is an error", async () => {
  const id = await visitWith({ "vowel-e": [500, 1900] });
  expect((await measured(id)).measures).toEqual({});
  await expect(measured("none")).rejects.toMatchObject({ code: "not-found" });
});

test("the core answers while the voice is measured, and stopping ends that", async () => {
  const id = await visitWith({ "vowel-a": [700, 1200], free: [500, 1500] });
  const abort = new AbortController();
  let answered = 0;
  const work = measured(id, abort.signal);
  const asking = (async () => {
    while (answered < 5) {
      await call(visits.get, { id }, { context: { core, session: localAdministrator } });
      answered++;
    }
    abort.abort();
  })();
  await expect(work).rejects.toMatchObject({ code: "cancelled" });
  await asking;
  expect(answered).toBe(5);
});
