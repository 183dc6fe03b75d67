import { randomInt } from "node:crypto";
import { BulbarError } from "../../../shared/domain/error.ts";
import { type AskedListening, scalesOf } from "../../../shared/domain/listening.ts";
import type { Passage, PassageLanguage } from "../../../shared/domain/passage.ts";
import { signals } from "../analysis/recording-signal.ts";
import { recordingsToHear } from "../analysis/recordings-to-hear.ts";
import { encodeWav } from "../audio/wav.ts";
import {
  answerListening,
  beginListening,
  endListening,
  getListening,
  knowsSentences,
  listAllHeard,
  nextListening,
  openListenings,
  type WaitingListening,
} from "../history/listenings.ts";
import type { History } from "../history/open-history.ts";
import { getRecording } from "../history/recordings.ts";
import { agreementOf } from "../listening/agreement.ts";
import { mixRecordings } from "../listening/mix-recordings.ts";
import { scoreTranscript } from "../listening/score-transcript.ts";
import { findPassage } from "../protocol/passages.ts";
import { operation } from "./implementer.ts";

const { listenings: on } = operation;

/** From 0 to below 1; nobody can foretell what is heard next. */
const random = () => randomInt(2 ** 47) / 2 ** 47;

export const listenings = {
  choices: on.choices.handler(async ({ context: { core }, input }) => {
    const all = recordingsToHear(await core.history(), input);
    const byTask = Map.groupBy(all, ({ task }) => task);
    return {
      visits: new Set(all.map(({ visitId }) => visitId)).size,
      tasks: [...byTask].map(([task, { length }]) => ({ task, recordings: length })),
    };
  }),
  begin: on.begin.handler(async ({ context: { core }, input }) => {
    const history = await core.history();
    const chosen = recordingsToHear(history, input).filter(({ task }) => input.tasks.includes(task));
    if (chosen.length === 0) throw new BulbarError("invalid-input", { why: "nothing-to-hear" });
    const toHear = mixRecordings(chosen, { repeats: input.repeats && input.kind === "rating", random });
    const amongVisits = new Set(chosen.map(({ visitId }) => visitId)).size;
    return { sessionId: beginListening(history, { kind: input.kind, toHear, amongVisits }) };
  }),
  open: on.open.handler(async ({ context: { core } }) => openListenings(await core.history())),
  next: on.next.handler(async ({ context: { core }, input }) => {
    const history = await core.history();
    const waiting = nextListening(history, input.sessionId);
    return waiting && toAsked(history, waiting);
  }),
  sound: on.sound.handler(async ({ context: { core }, input }) => {
    const { recordingId } = getListening(await core.history(), input.id);
    const wav = encodeWav(await signals.of(core, recordingId));
    return new Blob([wav as Uint8Array<ArrayBuffer>], { type: "audio/wav" });
  }),
  rate: on.rate.handler(async ({ context: { core }, input: { id, ratings } }) => {
    const history = await core.history();
    const { task } = getListening(history, id);
    const missing = scalesOf(task).find((scale) => ratings[scale] === undefined);
    if (missing) throw new BulbarError("invalid-input", { why: "field-missing", facts: { field: missing } });
    answerListening(history, id, ratings);
    return { saved: true };
  }),
  transcribe: on.transcribe.handler(async ({ context: { core }, input: { id, typed } }) => {
    const history = await core.history();
    const passage = sentencesOf(history, getListening(history, id));
    const score = scoreTranscript(passage.text, typed);
    const heardBefore = knowsSentences(history, passage.id);
    answerListening(history, id, { passage: passage.id, typed, ...score, heardBefore });
    return score;
  }),
  end: on.end.handler(async ({ context: { core }, input }) => {
    endListening(await core.history(), input.sessionId);
    return { ended: true };
  }),
  agreement: on.agreement.handler(async ({ context: { core } }) =>
    agreementOf(listAllHeard(await core.history())),
  ),
};

function toAsked(history: History, waiting: WaitingListening): AskedListening {
  const { id, kind, task, number, of } = waiting;
  const passage = kind === "transcription" ? sentencesOf(history, waiting) : null;
  const sentences = passage && {
    count: passage.text.split("\n").length,
    language: passage.language as PassageLanguage,
  };
  return { id, kind, task, number, of, sentences };
}

/** What was said. @throws BulbarError invalid-input where it is not known any more */
function sentencesOf(history: History, { recordingId }: WaitingListening): Passage {
  const passage = findPassage(getRecording(history, recordingId).analysis?.settings.passage);
  if (!passage) throw new BulbarError("invalid-input", { why: "nothing-to-hear" });
  return passage;
}
