import type { VisitId } from "../../../shared/domain/ids.ts";
import type { PassageId, PassageLanguage } from "../../../shared/domain/passage.ts";
import type { History } from "../history/open-history.ts";
import { sentencesRead } from "../history/sentences-read.ts";
import { drawSentenceList, findPassage } from "../protocol/passages.ts";

/** The sentences that a visit reads: those that it has read already, else a list that its patient has not read before. */
export function sentencesFor(history: History, visitId: VisitId, language: PassageLanguage): PassageId {
  const { patientId, read } = sentencesRead(history, visitId);
  const here = read
    .filter((one) => one.visitId === visitId)
    .map(({ passage }) => findPassage(passage))
    .find((passage) => passage?.language === language);
  if (here) return here.id;
  const byAll = Map.groupBy(read, ({ passage }) => passage);
  return drawSentenceList(language, {
    byPatient: new Set(read.filter((one) => one.patientId === patientId).map(({ passage }) => passage)),
    byAll: new Map([...byAll].map(([passage, times]) => [passage, times.length])),
  });
}
