import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call } from "@orpc/server";
import { afterAll, expect, test } from "vitest";
import { receiveTrends } from "../../../shared/contract/trends.ts";
import { localAdministrator } from "../../../shared/domain/session.fixture.ts";
import { encodeWav } from "../audio/wav.ts";
import { testCoreOptions } from "../core-options.fixture.ts";
import { analysisOf } from "../history/analysis.fixture.ts";
import { createPatient } from "../history/patients.ts";
import { addRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { loggedOnCore } from "../logged-on.fixture.ts";
import { recordings } from "../operations/recordings.ts";
import { trends } from "../operations/trends.ts";
import { synthesise } from "../synth/synthesise.ts";

const core = await loggedOnCore({ ...testCoreOptions(mkdtempSync(join(tmpdir(), "bulbar-onsets-"))) });
afterAll(() => core.close());

const onsetsSeconds = [0.5, 1, 1.5, 2];

/** Two visits with a train of syllables each, the onsets of the second placed by hand. */
async function twoVisits() {
  const history = await core.history();
  const details = { name: "", birthDate: null, sex: null, onsetDate: null, diagnosis: "", notes: "" };
  const patient = createPatient(history, {
    ...details,
    code: "O",
    onsetRegion: "unknown",
    diagnosisCode: "unknown",
  });
  const voice = {
    task: "ddk-pa",
    sex: "male",
    severity: 1,
    sampleRateHz: 22_050,
    durationSeconds: 3,
  } as const;
  const stored = ["2026-01-05", "2026-04-05"].map((date, k) => {
    const visit = createVisit(history, { patientId: patient.id, date, device: "", notes: "" });
    const made = analysisOf("ddk-rate", 5 - k, "ddk-pa");
    const measures = { ...made.measures, "f0-mean": { value: 120, unit: "Hz" } };
    const settings = { ...made.settings, onsetsSeconds: k === 0 ? null : onsetsSeconds };
    const bytes = encodeWav(synthesise({ ...voice, seed: k + 1 }).signal);
    const analysis = { ...made, measures, settings };
    const file = { visitId: visit.id, task: "ddk-pa", fileName: "pa.wav", bytes, analysis } as const;
    return addRecording(history, file).recording;
  });
  return { patient, corrected: stored[1]!.id };
}

test("points of the trend say where onsets were placed by hand, and only of the rhythm", async () => {
  const { patient, corrected } = await twoVisits();
  const context = { core, session: localAdministrator };
  const { courses } = receiveTrends(await call(trends.get, { patientId: patient.id }, { context }));
  const marks = (id: string) =>
    courses.find((one) => one.id === id)!.points.map(({ byHand }) => byHand ?? false);
  expect(marks("ddk-rate")).toEqual([false, true]);
  expect(marks("f0-mean")).toEqual([false, false]);

  const onsets = async (asFound: boolean) => {
    const found = await call(
      recordings.syllables,
      { id: corrected, asFound },
      { context: { core, session: localAdministrator } },
    );
    return found.map(({ onsetSeconds }) => onsetSeconds);
  };
  expect(await onsets(false)).toEqual(onsetsSeconds);
  const found = await onsets(true);
  expect(found.length).toBeGreaterThan(5);
  expect(found).not.toEqual(onsetsSeconds);
});
