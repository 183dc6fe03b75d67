import { BulbarError } from "../../../shared/domain/error.ts";
import type { PatientId, RecordingId } from "../../../shared/domain/ids.ts";
import { definitionVersions, type MeasureKind } from "../../../shared/domain/measure-kind.ts";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Core } from "../core.ts";
import { listPatientRecordings } from "../history/recordings.ts";
import { analyseAgain } from "./import-recording.ts";

export type MeasuredAgain = { measured: number; failed: { recording: RecordingId; code: string }[] };

/**
 * Whether today's program would measure a recording by other definitions than its newest analysis has, or it has none: its
 * values are not compared with today's until it is measured again.
 */
export function isOutdated({ task, analysis }: Pick<Recording, "task" | "analysis">): boolean {
  if (!analysis || analysis.task !== task) return true;
  const versions = analysis.definitions ?? {};
  const kinds = Object.keys(definitionVersions) as MeasureKind[];
  return kinds.some((kind) => (versions[kind] ?? 1) !== definitionVersions[kind]);
}

/**
 * Measures a patient's history again by today's definitions, recording by recording; earlier analyses are kept. One that
 * fails (its sound does not decode) is listed and leaves the others; stopping keeps what is done.
 * @throws what `signal` aborts with
 */
export async function measureAgain(
  core: Core,
  patientId: PatientId,
  run: { signal: AbortSignal; onProgress: OnProgress },
): Promise<MeasuredAgain> {
  const outdated = listPatientRecordings(await core.history(), patientId).filter(isOutdated);
  const failed: MeasuredAgain["failed"] = [];
  for (const [index, { id, fileName }] of outdated.entries()) {
    run.signal.throwIfAborted();
    const onProgress: OnProgress = ({ fraction }) =>
      run.onProgress({
        stage: "measuring",
        subject: fileName,
        fraction: (index + fraction) / outdated.length,
      });
    try {
      await analyseAgain(core, id, { signal: run.signal, onProgress });
    } catch (error) {
      if (run.signal.aborted || !(error instanceof BulbarError)) throw error;
      failed.push({ recording: id, code: error.code });
    }
  }
  return { measured: outdated.length - failed.length, failed };
}
