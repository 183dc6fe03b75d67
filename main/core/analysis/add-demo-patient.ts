import type { DemoTake } from "../../../shared/domain/demo-take.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { encodeWav } from "../audio/wav.ts";
import type { Core } from "../core.ts";
import { setAlsfrs } from "../history/alsfrs.ts";
import type { History } from "../history/open-history.ts";
import { createPatient, removePatient } from "../history/patients.ts";
import { createVisit } from "../history/visits.ts";
import { demoPatient, demoSound, demoTakes, demoVisits } from "../synth/demo-patient.ts";
import { type ImportRun, importRecording } from "./import-recording.ts";

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

/** Synthesises one of `demoTakes` and takes it in as any other file. */
export async function importDemoTake(
  core: Core,
  { visitId, ...made }: DemoTake & { visitId: VisitId },
  run: ImportRun,
): Promise<{ recording: Recording; duplicate: boolean }> {
  const { visit, task, take } = made;
  const fileName = `visit-${visit + 1}-take-${take + 1}_${task}.wav`;
  return importRecording(
    core,
    { visitId, source: { bytes: encodeWav(demoSound(made)) }, fileName, task },
    run,
  );
}

/**
 * Adds the demo patient with all visits and recordings (of `takes`): the whole or nothing, also when it is stopped.
 * @throws what `signal` aborts with; as `enterDemoPatient` and `importRecording` do
 */
export async function addDemoPatient(
  core: Core,
  { signal, onProgress }: { signal: AbortSignal; onProgress: OnProgress },
  takes = demoTakes,
): Promise<{ patient: Patient }> {
  const history = await core.history();
  const { patient, visits } = enterDemoPatient(history);
  try {
    for (const [index, take] of takes.entries()) {
      signal.throwIfAborted();
      const onTakeProgress: OnProgress = ({ fraction }) =>
        onProgress({
          stage: "measuring",
          subject: take.task,
          fraction: (index + fraction) / takes.length,
        });
      const visitId = visits[take.visit]!.id;
      await importDemoTake(core, { ...take, visitId }, { signal, onProgress: onTakeProgress });
    }
    return { patient };
  } catch (error) {
    removePatient(await core.history(), patient.id);
    throw error;
  }
}
