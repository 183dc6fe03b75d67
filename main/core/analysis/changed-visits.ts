import { setImmediate as letOthersPass } from "node:timers/promises";
import type { OnProgress } from "../../../shared/domain/progress.ts";
import type { ChangedVisit } from "../../../shared/domain/worklist.ts";
import type { Core } from "../core.ts";
import { getPatient } from "../history/patients.ts";
import { openStandings } from "../history/visit-standings.ts";
import { judgePatient } from "./judge-patient.ts";

/**
 * Judges the patients whose last visit is not signed or was changed since, newest first, at most `most` of the `waiting`
 * ones, and tells the visits with a possible or likely change. A first visit has nothing to be held against.
 * @throws what `signal` aborts with
 */
export async function changedVisits(
  core: Core,
  most: number,
  { signal, onProgress }: { signal: AbortSignal; onProgress: OnProgress },
): Promise<{ changed: ChangedVisit[]; judged: number; waiting: number }> {
  const history = await core.history();
  const last = openStandings(history).filter(
    ({ date, visits, lastVisit }) => visits > 1 && date === lastVisit,
  );
  const waiting = [...new Map(last.toReversed().map((one) => [one.patientId, one])).values()].toReversed();
  const looked = waiting.slice(0, most);
  const changed: ChangedVisit[] = [];
  for (const [index, { patientId, code, name, visitId, date }] of looked.entries()) {
    onProgress({ stage: "judging", subject: code, fraction: index / looked.length });
    await letOthersPass();
    signal.throwIfAborted();
    const { ofVisit } = await judgePatient(core, getPatient(history, patientId));
    const { progression } = ofVisit(visitId);
    if (progression.verdict === "possible-change" || progression.verdict === "likely-change")
      changed.push({ patientId, code, name, visitId, date, progression });
  }
  return { changed, judged: looked.length, waiting: waiting.length };
}
