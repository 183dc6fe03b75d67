import { randomUUID } from "node:crypto";
import type { ExchangeTarget, OutboxEntry } from "../../../shared/domain/exchange.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";
import { patientOfVisit } from "./patient-of-visit.ts";

type Row = Omit<OutboxEntry, "failure"> & { failure: string | null };

const columns =
  "id, visitId, target, state, messageId, createdAt, createdBy, attempts, triedAt, dueAt, failure";

const toEntry = ({ failure, ...row }: Row): OutboxEntry => ({
  ...row,
  failure: failure === null ? null : JSON.parse(failure),
});

/** A message that waits to be sent. `payload` is its bytes. */
export type NewMessage = {
  visitId: VisitId;
  target: ExchangeTarget;
  messageId: string;
  payload: Uint8Array;
};

/** Puts a message into the outbox, due at once. @throws BulbarError not-found */
export function addToOutbox(history: History, { payload, ...message }: NewMessage): OutboxEntry {
  const now = history.now().toISOString();
  const entry: OutboxEntry = {
    ...message,
    id: randomUUID(),
    state: "waiting",
    createdAt: now,
    createdBy: history.actor,
    attempts: 0,
    triedAt: null,
    dueAt: now,
    failure: null,
  };
  audited(
    history,
    () => {
      const patientId = patientOfVisit(history, message.visitId);
      history.database
        .prepare(
          `INSERT INTO outbox (${columns}, payload) VALUES (@id, @visitId, @target, @state, @messageId, @createdAt,
             @createdBy, @attempts, @triedAt, @dueAt, @failure, @payload)`,
        )
        .run({ ...entry, payload });
      return patientId;
    },
    (patientId) => ({
      action: "export",
      patientId,
      subject: `visit ${message.visitId}`,
      detail: `to be sent: ${message.target} ${message.messageId}`,
    }),
  );
  return entry;
}

/** @throws BulbarError not-found */
export function getOutboxEntry(history: History, id: string): OutboxEntry {
  return found(
    listOutbox(history).find((entry) => entry.id === id),
    "message",
  );
}

/** All messages, or a visit's, newest first. */
export function listOutbox(history: History, visitId?: VisitId): OutboxEntry[] {
  const rows = audited(
    history,
    () =>
      history.database
        .prepare<{ visitId: string | null }, Row>(
          `SELECT ${columns} FROM outbox WHERE @visitId IS NULL OR visitId = @visitId ORDER BY sequence DESC`,
        )
        .all({ visitId: visitId ?? null }),
    () => ({ action: "read", patientId: null, subject: visitId ? `outbox of visit ${visitId}` : "outbox" }),
  );
  return rows.map(toEntry);
}

/** The longest time between two attempts, ms. */
export const longestWaitMs = 3_600_000;

/** What waits longer than it may was put off before the clock was set back. */
const isDue = "(dueAt <= @now OR dueAt > @latest)";

function dueTimes(now: Date): { now: string; latest: string } {
  return { now: now.toISOString(), latest: new Date(now.getTime() + longestWaitMs).toISOString() };
}

/** What waits and is due, oldest first. */
export function dueOutbox({ database, now }: History): OutboxEntry[] {
  return database
    .prepare<object, Row>(`SELECT ${columns} FROM outbox WHERE ${isDue} ORDER BY sequence`)
    .all(dueTimes(now()))
    .map(toEntry);
}

/**
 * Takes a message in hand, so that no other program tries it before `until`; null where one has, or it was accepted.
 * @param isAsked a person wants it sent, due or not
 */
export function takeInHand(
  { database, now }: History,
  id: string,
  { until, isAsked }: { until: Date; isAsked: boolean },
): Uint8Array | null {
  const payload = database
    .prepare<object, Buffer>(
      `UPDATE outbox SET dueAt = @until
       WHERE id = @id AND state <> 'accepted' AND (@isAsked OR ${isDue}) RETURNING payload`,
    )
    .pluck()
    .get({ id, until: until.toISOString(), ...dueTimes(now()), isAsked: isAsked ? 1 : 0 });
  return payload ?? null;
}

/** How an attempt ended. */
export type Attempt = Pick<OutboxEntry, "state" | "dueAt" | "failure">;

/** Notes an attempt; what was accepted loses its payload. @throws BulbarError not-found */
export function noteAttempt(history: History, id: string, attempt: Attempt): OutboxEntry {
  const { state, dueAt, failure } = attempt;
  const { entry } = audited(
    history,
    () => {
      const row = history.database
        .prepare<object, Row>(
          `UPDATE outbox SET state = @state, dueAt = @dueAt, failure = @failure, triedAt = @triedAt,
             attempts = attempts + 1, payload = CASE WHEN @state = 'accepted' THEN NULL ELSE payload END
           WHERE id = @id AND state <> 'accepted' RETURNING ${columns}`,
        )
        .get({
          id,
          state,
          dueAt,
          failure: failure && JSON.stringify(failure),
          triedAt: history.now().toISOString(),
        });
      const entry = toEntry(found(row, "message"));
      return { entry, patientId: patientOfVisit(history, entry.visitId) };
    },
    ({ entry, patientId }) => ({
      action: "export",
      patientId,
      subject: `visit ${entry.visitId}`,
      detail: `${state === "waiting" ? `not sent (${failure?.code})` : state}: ${entry.target} ${entry.messageId}`,
    }),
  );
  return entry;
}

/** Takes a message out that was not accepted. False when there is none. */
export function removeFromOutbox(history: History, id: string): boolean {
  return (
    audited(
      history,
      () =>
        history.database
          .prepare<[string], { visitId: string }>(
            "DELETE FROM outbox WHERE id = ? AND state <> 'accepted' RETURNING visitId",
          )
          .get(id),
      (row) => ({
        action: "delete",
        patientId: row ? patientOfVisit(history, row.visitId) : null,
        subject: `message ${id}`,
        detail: row ? "" : "was not there",
      }),
    ) !== undefined
  );
}
