import { randomUUID } from "node:crypto";
import { type PatientId, RecordingId } from "../../../shared/domain/ids.ts";
import {
  type Heard,
  type ListeningKind,
  type ListeningSession,
  Ratings,
  Transcript,
} from "../../../shared/domain/listening.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/** A recording to be heard. */
export type ToHear = { recordingId: string; patientId: string; isRepeat: boolean };

/** A listening that waits for its answer. */
export type WaitingListening = {
  id: string;
  sessionId: string;
  kind: ListeningKind;
  recordingId: RecordingId;
  patientId: string;
  task: TaskId;
  number: number;
  of: number;
};

type Row = Omit<Heard, "answer" | "isRepeat"> & { isRepeat: 0 | 1; answer: string };

/** Begins a session of the one who asks: recordings are heard in the order in which they are given. */
export function beginListening(
  history: History,
  { kind, toHear, amongVisits }: { kind: ListeningKind; toHear: readonly ToHear[]; amongVisits: number },
): string {
  const sessionId = randomUUID();
  const insert = history.database.prepare(
    `INSERT INTO listenings (id, sessionId, kind, recordingId, listener, isRepeat, amongVisits, askedAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const askedAt = history.now().toISOString();
  audited(
    history,
    () => {
      for (const { recordingId, isRepeat } of toHear) {
        const mark = isRepeat ? 1 : 0;
        insert.run(randomUUID(), sessionId, kind, recordingId, history.actor, mark, amongVisits, askedAt);
      }
      for (const [patientId, own] of Map.groupBy(toHear, (one) => one.patientId))
        audited(
          history,
          () => {},
          () => ({
            action: "read",
            patientId,
            subject: `listening ${sessionId}`,
            detail: `${own.length} to hear`,
          }),
        );
    },
    () => ({
      action: "create",
      patientId: null,
      subject: `listening ${sessionId}`,
      detail: `${kind}, ${toHear.length} recordings of ${amongVisits} visits`,
    }),
  );
  return sessionId;
}

/** Sessions of the one who asks that are not done, oldest first. They tell nothing of patients: this is not audited. */
export function openListenings({ database, actor }: History): ListeningSession[] {
  return database
    .prepare<[string], ListeningSession>(
      `SELECT sessionId, kind, min(askedAt) AS askedAt, count(answer) AS done, count(*) AS "all"
       FROM listenings WHERE listener = ? GROUP BY sessionId HAVING done < "all" ORDER BY min(sequence)`,
    )
    .all(actor);
}

/** What is to be heard next in a session of the one who asks; null at its end. */
export function nextListening(history: History, sessionId: string): WaitingListening | null {
  const row = history.database
    .prepare<[string, string], { id: string }>(
      `SELECT id FROM listenings WHERE sessionId = ? AND listener = ? AND answer IS NULL ORDER BY sequence LIMIT 1`,
    )
    .get(sessionId, history.actor);
  return row ? getListening(history, row.id) : null;
}

/** @throws BulbarError not-found, also where it was answered already or is another listener's */
export function getListening(history: History, id: string): WaitingListening {
  return audited(
    history,
    () => selectWaiting(history, id),
    ({ patientId }) => ({ action: "read", patientId, subject: `listening ${id}` }),
  );
}

/** Keeps what the one who asks heard. @throws BulbarError not-found */
export function answerListening(history: History, id: string, answer: Ratings | Transcript): void {
  audited(
    history,
    () => {
      const { patientId } = selectWaiting(history, id);
      history.database
        .prepare("UPDATE listenings SET answer = ?, answeredAt = ? WHERE id = ?")
        .run(JSON.stringify(answer), history.now().toISOString(), id);
      return patientId;
    },
    (patientId) => ({ action: "update", patientId, subject: `listening ${id}`, detail: "answered" }),
  );
}

/** Ends a session of the one who asks: what was heard stays. */
export function endListening(history: History, sessionId: string): void {
  audited(
    history,
    () =>
      history.database
        .prepare("DELETE FROM listenings WHERE sessionId = ? AND listener = ? AND answer IS NULL")
        .run(sessionId, history.actor).changes,
    (left) => ({
      action: "delete",
      patientId: null,
      subject: `listening ${sessionId}`,
      detail: `ended, ${left} not heard`,
    }),
  );
}

/** Whether the one who asks has written these sentences down before, of whomever. It tells nothing of patients. */
export function knowsSentences({ database, actor }: History, passage: string): boolean {
  return (
    database
      .prepare(
        `SELECT 1 FROM listenings
         WHERE listener = ? AND kind = 'transcription' AND json_extract(answer, '$.passage') = ?`,
      )
      .get(actor, passage) !== undefined
  );
}

/** Everything that was heard of a patient's recordings, by anybody, in the order of asking. */
export function listHeard(history: History, patientId: PatientId): Heard[] {
  const rows = audited(
    history,
    () => selectHeard(history, "visits.patientId = ?", patientId),
    (rows) => ({ action: "read", patientId, subject: "listenings", detail: `${rows.length} listed` }),
  );
  return rows.map(toHeard);
}

/** Everything that was heard of any recording, for the agreement of listeners. */
export function listAllHeard(history: History): Heard[] {
  const rows = audited(
    history,
    () => selectHeard(history, "1 = ?", 1),
    (rows) => ({
      action: "read",
      patientId: null,
      subject: "listenings",
      detail: `${rows.length} of all patients`,
    }),
  );
  return rows.map(toHeard);
}

function selectHeard({ database }: History, where: string, value: string | number): Row[] {
  return database
    .prepare<[string | number], Row>(
      `SELECT recordingId, sessionId, kind, listener, isRepeat, amongVisits, answer, answeredAt
       FROM listenings JOIN recordings ON recordings.id = recordingId JOIN visits ON visits.id = visitId
       WHERE answer IS NOT NULL AND ${where} ORDER BY listenings.sequence`,
    )
    .all(value);
}

function toHeard({ isRepeat, answer, ...row }: Row): Heard {
  const parsed: unknown = JSON.parse(answer);
  const common = { ...row, isRepeat: isRepeat === 1 };
  return row.kind === "rating"
    ? { ...common, kind: row.kind, answer: Ratings.parse(parsed) }
    : { ...common, kind: "transcription", answer: Transcript.parse(parsed) };
}

function selectWaiting({ database, actor }: History, id: string): WaitingListening {
  const row = database
    .prepare<[string, string], WaitingListening>(
      `SELECT one.id, one.sessionId, one.kind, recordingId, task, visits.patientId,
         (SELECT count(*) FROM listenings WHERE sessionId = one.sessionId AND sequence <= one.sequence) AS number,
         (SELECT count(*) FROM listenings WHERE sessionId = one.sessionId) AS "of"
       FROM listenings AS one JOIN recordings ON recordings.id = recordingId JOIN visits ON visits.id = visitId
       WHERE one.id = ? AND listener = ? AND answer IS NULL`,
    )
    .get(id, actor);
  const waiting = found(row, "listening");
  return { ...waiting, recordingId: RecordingId.parse(waiting.recordingId) };
}
