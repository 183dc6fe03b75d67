import { audited } from "./audit.ts";
import { found } from "./not-found.ts";
import type { History } from "./open-history.ts";

/** A list of sentences that was read at a visit. */
export type SentencesRead = { passage: string; visitId: string; patientId: string };

/** Whose visit it is, and which lists of sentences were read at which visits of anybody. @throws BulbarError not-found */
export function sentencesRead(
  history: History,
  visitId: string,
): { patientId: string; read: SentencesRead[] } {
  const { database } = history;
  return audited(
    history,
    () => {
      const visit = database
        .prepare<[string], { patientId: string }>("SELECT patientId FROM visits WHERE id = ?")
        .get(visitId);
      const read = database
        .prepare<[], SentencesRead>(
          `SELECT DISTINCT json_extract(settings, '$.passage') AS passage, visitId, patientId
           FROM recordings JOIN visits ON visits.id = visitId JOIN analyses ON recordingId = recordings.id
           WHERE task = 'sentences' AND json_extract(settings, '$.passage') IS NOT NULL`,
        )
        .all();
      return { patientId: found(visit, "visit").patientId, read };
    },
    ({ patientId }) => ({ action: "read", patientId, subject: `sentences for visit ${visitId}` }),
  );
}
