import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importRecording } from "../../../main/core/analysis/import-recording.ts";
import { encodeWav } from "../../../main/core/audio/wav.ts";
import { type Core, createCore } from "../../../main/core/core.ts";
import { testCoreOptions } from "../../../main/core/core-options.fixture.ts";
import { addSiteForm } from "../../../main/core/history/form-entries.ts";
import { archivePatient, createPatient } from "../../../main/core/history/patients.ts";
import { createTreatment } from "../../../main/core/history/treatments.ts";
import { createVisit } from "../../../main/core/history/visits.ts";
import { readSiteForm } from "../../../main/core/operations/read-site-form.ts";
import { synthesise } from "../../../main/core/synth/synthesise.ts";
import { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import { PatientDetails } from "../../../shared/domain/patient.ts";
import { TreatmentDetails } from "../../../shared/domain/treatment.ts";
import { VisitDetails } from "../../../shared/domain/visit.ts";

/** Who is logged on where the screens are looked at: the user of `bulbar demo`. */
export const screensUser = { name: "demo", password: "demo-only" };

/** What the screens are opened with. */
export type ScreensHistory = {
  folder: string;
  patient: string;
  /** The last visit of the demo patient, and the recordings of it that are looked at. */
  visit: string;
  vowel: string;
  syllables: string;
  digits: string;
  /** A patient, a visit and a recording with names as long as they may be. */
  longPatient: string;
  longVisit: string;
  longRecording: string;
};

type DemoResult = {
  patient: { id: string };
  visits: { visit: { id: string }; recordings: { id: string; task: string }[] }[];
};

/** One word of as many letters as a name may have: nothing in it lets a line break. */
export const longName = "Wolfeschlegelsteinhausenbergerdorff".repeat(9).slice(0, 300);

const program = join(import.meta.dirname, "../../..");

/**
 * The history of `bulbar demo`, and beside its patient what else is looked at: treatments, a form of the site's own,
 * digits, an archived patient, names of 300 letters, a second user.
 */
export async function makeScreensHistory(): Promise<ScreensHistory> {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-screens-"));
  const demo = ["main/doors/cli/main.ts", "demo", "--out", folder, "--device", "cpu"];
  execFileSync(process.execPath, demo, { cwd: program, stdio: ["ignore", "ignore", "inherit"] });
  const made: DemoResult = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
  const last = made.visits.at(-1)!;
  const recordingOf = (task: string) => last.recordings.find((recording) => recording.task === task)!.id;
  const core = createCore(testCoreOptions(folder));
  try {
    await core.vault.logOn(screensUser);
    const rest = await addTheRest(core, made.patient.id, last.visit.id);
    return {
      folder,
      patient: made.patient.id,
      visit: last.visit.id,
      vowel: recordingOf("vowel-a"),
      syllables: recordingOf("ddk-ta"),
      ...rest,
    };
  } finally {
    await core.close();
  }
}

async function addTheRest(core: Core, patientId: string, visitId: string) {
  const history = await core.history();
  const patient = PatientId.parse(patientId);
  for (const [kind, start] of [
    ["riluzole", "2025-11-03"],
    ["PEG", "2026-08-17"],
  ])
    createTreatment(history, { ...TreatmentDetails.parse({ kind, start }), patientId: patient });
  const examination = join(program, "resources/forms/examination.json");
  addSiteForm(history, readSiteForm("examination.json", readFileSync(examination, "utf8")));
  const archived = createPatient(history, PatientDetails.parse({ code: "OLD-1", name: "Former, Ada" }));
  archivePatient(history, archived.id, true);
  (await core.vault.addUser({ name: "Sam Example", role: "technician" }))();
  const digits = await addVoice(core, visitId, "digits", "digits.wav");
  return { digits, ...(await addLongNames(core)) };
}

async function addLongNames(core: Core) {
  const history = await core.history();
  const { id: longPatient } = createPatient(
    history,
    PatientDetails.parse({
      ...{ code: "L".repeat(64), name: longName, birthDate: "1950-02-28", sex: "male" },
      ...{ onsetDate: "2024-06-01", diagnosisCode: "other", diagnosis: longName, notes: longName },
    }),
  );
  const label = longName.slice(0, 200);
  createTreatment(history, {
    ...TreatmentDetails.parse({ kind: "other", label, start: "2025-01-01" }),
    patientId: longPatient,
  });
  const { id: longVisit } = createVisit(history, {
    ...VisitDetails.parse({ date: "2026-03-02", device: label, notes: longName }),
    patientId: longPatient,
  });
  const fileName = `${longName.slice(0, 240)}.wav`;
  return { longPatient, longVisit, longRecording: await addVoice(core, longVisit, "vowel-a", fileName) };
}

async function addVoice(
  core: Core,
  visitId: string,
  task: "digits" | "vowel-a",
  fileName: string,
): Promise<string> {
  const voice = { sex: "female", severity: 2, seed: 7, sampleRateHz: 44_100, snrDb: 40 } as const;
  const bytes = encodeWav(synthesise({ ...voice, task }).signal);
  const { recording } = await importRecording(
    core,
    { visitId: VisitId.parse(visitId), source: { bytes }, fileName, task },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  return recording.id;
}
