import type { DemoTake } from "../../../shared/domain/demo-take.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { setAlsfrs } from "../history/alsfrs.ts";
import { askedModels } from "../history/asked-models.ts";
import { audited } from "../history/audit.ts";
import type { History } from "../history/open-history.ts";
import { createPatient, refuseTakenCode } from "../history/patients.ts";
import { addRecording, type NewRecording } from "../history/recordings.ts";
import { createVisit } from "../history/visits.ts";
import { demoPatient, demoSound, demoTakes, demoVisits } from "../synth/demo-patient.ts";
import { analyseRecording } from "./analyse-recording.ts";
import type { ImportRun } from "./import-recording.ts";

/** Enters the demo patient with visits that have no recordings yet. @throws BulbarError invalid-input when it is there already */
export function enterDemoPatient(history: History): { patient: Patient; visits: Visit[] } {
  const patient = createPatient(history, demoPatient);
  const visits = demoVisits.map(({ details, alsfrs }) => {
    const visit = createVisit(history, { ...details, patientId: patient.id });
    setAlsfrs(history, { visitId: visit.id, alsfrs });
    return visit;
  });
  return { patient, visits };
}

/** Synthesises one of `demoTakes` and analyses it as any other file; nothing is stored. */
async function analyseDemoTake(
  core: Core,
  made: DemoTake,
  run: ImportRun,
): Promise<Omit<NewRecording, "visitId">> {
  const { visit, task, take } = made;
  const bytes = encodeWav(demoSound(made));
  const fileName = `visit-${visit + 1}-take-${take + 1}_${task}.wav`;
  const models = askedModels(await core.history(), { visitId: null, task });
  const request = { source: { bytes }, fileName, task, sex: demoPatient.sex, ...models };
  const { analysis } = await analyseRecording(core, request, run);
  run.signal.throwIfAborted();
  return { task, fileName, bytes, analysis };
}

/** Adds one of `demoTakes` to its visit. */
export async function importDemoTake(
  core: Core,
  { visitId, ...take }: DemoTake & { visitId: VisitId },
  run: ImportRun,
): Promise<{ recording: Recording; duplicate: boolean }> {
  const recording = await analyseDemoTake(core, take, run);
  return addRecording(await core.history(), { ...recording, visitId });
}

/**
 * Adds the demo patient with all visits and recordings (of `takes`) at the end, in one transaction: until then, and where
 * it is stopped, nothing of it is there.
 * @throws what `signal` aborts with; as `enterDemoPatient` and `analyseRecording` do
 */
export async function addDemoPatient(
  core: Core,
  { signal, onProgress }: { signal: AbortSignal; onProgress: OnProgress },
  takes = demoTakes,
): Promise<{ patient: Patient }> {
  const history = await core.history();
  refuseTakenCode(history, demoPatient);
  const recordings: { visit: number; made: Omit<NewRecording, "visitId"> }[] = [];
  for (const [index, take] of takes.entries()) {
    signal.throwIfAborted();
    const onTakeProgress: OnProgress = ({ fraction }) =>
      onProgress({ stage: "measuring", subject: take.task, fraction: (index + fraction) / takes.length });
    const made = await analyseDemoTake(core, take, { signal, onProgress: onTakeProgress });
    recordings.push({ visit: take.visit, made });
  }
  const store = () => {
    const { patient, visits } = enterDemoPatient(history);
    for (const { visit, made } of recordings) addRecording(history, { ...made, visitId: visits[visit]!.id });
    return { patient };
  };
  return audited(history, store, ({ patient }) => ({
    action: "create",
    patientId: patient.id,
    subject: `patient ${patient.id}`,
    detail: `synthetic demo patient, ${recordings.length} recordings`,
  }));
}
