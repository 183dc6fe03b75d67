import { importRecording } from "../../main/core/analysis/import-recording.ts";
import { encodeWav } from "../../main/core/audio/wav.ts";
import type { Core } from "../../main/core/core.ts";
import { setAlsfrs } from "../../main/core/history/alsfrs.ts";
import { createPatient } from "../../main/core/history/patients.ts";
import { addRecording, listRecordings } from "../../main/core/history/recordings.ts";
import { createVisit } from "../../main/core/history/visits.ts";
import { synthesise } from "../../main/core/synth/synthesise.ts";
import type { Analysis } from "../../shared/domain/analysis.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import type { TaskId } from "../../shared/domain/task.ts";

const tasks = ["vowel-a", "vowel-i", "vowel-u", "ddk-pa", "ddk-ta", "ddk-ka", "mpt-a", "reading"] as const;
const device = "headset";
const daysBetweenVisits = 30;
const month = 30.4375;

/**
 * A patient with so many visits a month apart, all tasks in each: the first visit is synthesised and analysed as any
 * recording, the later ones are its analyses with every measure drifting by 1 % a month, so that 30 visits take seconds.
 */
export async function addLongCourse(core: Core, code: string, visits: number): Promise<Patient> {
  const history = await core.history();
  const patient = createPatient(history, {
    code,
    name: "Long Course (synthetic)",
    birthDate: "1961-05-17",
    sex: "female",
    onsetDate: "2023-06-01",
    onsetRegion: "bulbar",
    diagnosisCode: "als",
    diagnosis: "Synthetic voice for measuring; not a person",
    notes: "",
  });
  const visitOf = (index: number) => {
    const at = Date.parse("2024-01-08") + index * daysBetweenVisits * 86_400_000;
    const date = new Date(at).toISOString().slice(0, 10);
    return createVisit(history, { patientId: patient.id, date, device, notes: "" });
  };
  const first = visitOf(0);
  for (const task of tasks) await importVoice(core, first.id, task);
  const recorded = listRecordings(history, first.id);
  for (let index = 0; index < visits; index++) {
    const visit = index === 0 ? first : visitOf(index);
    setAlsfrs(history, { visitId: visit.id, alsfrs: alsfrsAt(index) });
    if (index === 0) continue;
    for (const { task, fileName, analysis } of recorded) {
      const bytes = new TextEncoder().encode(`${fileName} of visit ${index}`);
      const drifted = analysis && driftedBy(analysis, 1 - (0.01 * index * daysBetweenVisits) / month);
      addRecording(history, { visitId: visit.id, task, fileName, bytes, analysis: drifted });
    }
  }
  return patient;
}

async function importVoice(
  core: Core,
  visitId: Parameters<typeof importRecording>[1]["visitId"],
  task: TaskId,
) {
  const { signal } = synthesise({ task, sex: "female", severity: 1, seed: 30, sampleRateHz: 44_100 });
  const request = { visitId, source: { bytes: encodeWav(signal) }, fileName: `${task}.wav` };
  await importRecording(core, request, { signal: new AbortController().signal, onProgress: () => {} });
}

function driftedBy(analysis: Analysis, factor: number): Analysis {
  const measures = Object.entries(analysis.measures).map(([id, measure]) => [
    id,
    measure.value === null ? measure : { ...measure, value: measure.value * factor },
  ]);
  return { ...analysis, measures: Object.fromEntries(measures) };
}

/** All items at 4, the bulbar ones falling by one every ten visits. */
function alsfrsAt(index: number) {
  const bulbar = Math.max(0, 4 - Math.floor(index / 10));
  return {
    speech: bulbar,
    salivation: 4,
    swallowing: bulbar,
    handwriting: 4,
    cuttingFood: 4,
    gastrostomy: false,
    dressing: 4,
    turningInBed: 4,
    walking: 4,
    climbingStairs: 4,
    dyspnoea: 4,
    orthopnoea: 4,
    respiratoryInsufficiency: 4,
    rater: "",
    mode: null,
  };
}
