import type { PatientId } from "../../../shared/domain/ids.ts";
import { type ListeningKind, scalesOf } from "../../../shared/domain/listening.ts";
import { isSentenceList } from "../../../shared/domain/passage.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { judgeTakes, selectTakes } from "../findings/takes.ts";
import { takesByTask } from "../findings/visit-value.ts";
import { knowsSentences } from "../history/listenings.ts";
import type { History } from "../history/open-history.ts";
import { listPatientRecordings } from "../history/recordings.ts";

/** A recording that can be heard. */
export type Audible = {
  recordingId: string;
  visitId: string;
  patientId: string;
  task: TaskId;
  passage: string | null;
};

/**
 * What there is to hear of patients: of each visit and task the first take that counts. To be written down: sentences that
 * the program knows and the one who asks has not written down before, each list once.
 */
export function recordingsToHear(
  history: History,
  { kind, patientIds }: { kind: ListeningKind; patientIds: readonly PatientId[] },
): Audible[] {
  const all = [...new Set(patientIds)].flatMap((patientId) => ofPatient(history, patientId));
  if (kind === "rating") return all.filter(({ task }) => scalesOf(task).length > 0);
  const unseen = all.filter(({ passage }) => isSentenceList(passage) && !knowsSentences(history, passage!));
  return unseen.filter(({ passage }, k) => unseen.findIndex((one) => one.passage === passage) === k);
}

function ofPatient(history: History, patientId: PatientId): Audible[] {
  const byVisit = Map.groupBy(listPatientRecordings(history, patientId), ({ visitId }) => visitId);
  return [...byVisit].flatMap(([visitId, recordings]) =>
    [...takesByTask(judgeTakes(recordings))].flatMap(([task, takes]) => {
      const [first] = selectTakes(takes).used;
      if (!first) return [];
      const passage = first.analysis?.settings.passage ?? null;
      return [{ recordingId: first.recording.id, visitId, patientId, task, passage }];
    }),
  );
}
