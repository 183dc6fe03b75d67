import type { TakeDecision } from "../../../shared/domain/acceptance.ts";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { patientOfRecording } from "./analyses.ts";
import { audited } from "./audit.ts";
import type { History } from "./open-history.ts";
import { getRecording } from "./recordings.ts";

type Decided = { id: RecordingId; decision: TakeDecision | null; reason: string };

/**
 * Keeps what a clinician decides of a take, with the reason; null takes the decision back. One take of a task in a visit
 * is the best: choosing another takes the first choice back. Every decision stays in the history and in the audit.
 * @throws BulbarError not-found
 */
export function decideTake(history: History, { id, decision, reason }: Decided): Recording {
  audited(
    history,
    () => {
      const patientId = patientOfRecording(history, id);
      if (decision === "best") takeBackOtherBest(history, id);
      insertChoice(history, { id, decision, reason });
      return patientId;
    },
    (patientId) => ({
      action: "update",
      patientId,
      subject: `recording ${id}`,
      detail: decision ? `take: ${decision}` : "take: decision taken back",
    }),
  );
  return getRecording(history, id);
}

function takeBackOtherBest(history: History, id: RecordingId): void {
  const others = history.database
    .prepare<[string], RecordingId>(
      `SELECT other.id FROM recordings AS this
         JOIN recordings AS other USING (visitId, task) WHERE this.id = ? AND other.id <> this.id AND
         (SELECT decision FROM takeChoices WHERE recordingId = other.id ORDER BY sequence DESC LIMIT 1) = 'best'`,
    )
    .pluck()
    .all(id);
  for (const other of others) insertChoice(history, { id: other, decision: null, reason: "" });
}

function insertChoice(history: History, { id, decision, reason }: Decided): void {
  history.database
    .prepare("INSERT INTO takeChoices (recordingId, decision, reason, decidedBy, at) VALUES (?, ?, ?, ?, ?)")
    .run(id, decision, reason, history.actor, history.now().toISOString());
}
