import { importRecording } from "../../main/core/analysis/import-recording.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import type { Core } from "../../main/core/core.ts";
import type { History } from "../../main/core/history/open-history.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { addRecording } from "../../main/core/history/recordings.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import type { Analysis } from "../../shared/domain/analysis.ts";
import type { PatientId, RecordingId, VisitId } from "../../shared/domain/ids.ts";
import { PatientDetails } from "../../shared/domain/patient.ts";
import type { TaskId } from "../../shared/domain/task.ts";

const familyNames = [
  "Müller",
  "Nowak",
  "Ferrari",
  "García",
  "Öztürk",
  "Weiß",
  "Novák",
  "Jensen",
  "Dubois",
  "Kovács",
];
const givenNames = ["Ada", "Zoë", "Jürgen", "Łucja", "René", "Søren", "Ingrid", "Tomáš", "Ayşe", "Chloé"];

/** Enters `count` patients with no visit up to three each, all in one transaction. */
export function enterManyPatients(history: History, count: number): void {
  const day = (index: number, firstYear: number, years: number) =>
    `${firstYear + (index % years)}-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`;
  history.database.transaction(() => {
    for (let index = 0; index < count; index++) {
      const { id } = createPatient(
        history,
        PatientDetails.parse({
          code: `ALS-${String(index).padStart(5, "0")}`,
          name: `${familyNames[index % 10]}, ${givenNames[Math.floor(index / 10) % 10]} ${index}`,
          birthDate: day(index, 1935, 50),
          sex: index % 2 === 0 ? "female" : "male",
          onsetDate: day(index, 2018, 7),
          onsetRegion: index % 3 === 0 ? "bulbar" : "spinal",
          diagnosisCode: "als",
        }),
      );
      for (let visit = 0; visit < index % 4; visit++)
        createVisit(history, {
          patientId: id,
          date: day(index + 31 * visit, 2025, 2),
          device: "",
          notes: "",
        });
    }
  })();
}

/** A patient of many visits, and what of the last visit is looked at. */
export type LongPatient = { id: PatientId; visitId: VisitId; recordingId: RecordingId };

/** The code of the patient whom `enterLongPatient` enters. */
export const longPatientCode = "LONG-1";

/**
 * Enters a patient with `count` monthly visits of three tasks. The last visit's recordings are analysed; those of the
 * earlier visits hold the same analyses with measures that lie a little further off the longer ago they are.
 */
export async function enterLongPatient(core: Core, count: number): Promise<LongPatient> {
  const history = await core.history();
  const details = { code: longPatientCode, name: "Example, Ada", birthDate: "1960-05-01", sex: "female" };
  const { id } = createPatient(
    history,
    PatientDetails.parse({ ...details, onsetDate: "2023-06-01", diagnosisCode: "als" }),
  );
  const visits = Array.from({ length: count }, (_, k) => {
    const date = `${2024 + Math.floor(k / 12)}-${String(1 + (k % 12)).padStart(2, "0")}-10`;
    return createVisit(history, { patientId: id, date, device: "headset", notes: "" });
  });
  const last = visits.at(-1)!;
  const tasks: readonly TaskId[] = ["vowel-a", "vowel-i", "ddk-pataka"];
  const recordings = [];
  for (const task of tasks) recordings.push(await importVoice(core, last.id, task));
  for (const [k, visit] of visits.slice(0, -1).entries())
    for (const { task, fileName, bytes, analysis } of recordings) {
      const drifted = analysis && drift(analysis, 1 + (0.3 * (count - k)) / count);
      addRecording(history, { visitId: visit.id, task, fileName, bytes, analysis: drifted });
    }
  return { id, visitId: last.id, recordingId: recordings[0]!.id };
}

async function importVoice(core: Core, visitId: VisitId, task: TaskId) {
  const { signal } = synthesise({
    task,
    sex: "female",
    severity: 1,
    seed: 1,
    sampleRateHz: 44_100,
    snrDb: 45,
  });
  const bytes = encodeWav(signal);
  const request = { visitId, source: { bytes }, fileName: `${task}.wav`, task };
  const { recording } = await importRecording(core, request, {
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  return { ...recording, bytes };
}

function drift(analysis: Analysis, factor: number): Analysis {
  const measures = Object.entries(analysis.measures).map(([id, measure]) => [
    id,
    measure.value === null ? measure : { ...measure, value: measure.value * factor },
  ]);
  return { ...analysis, measures: Object.fromEntries(measures) };
}
