import type { DigitAnswer, Intelligibility } from "../../../shared/domain/intelligibility.ts";
import type { Words } from "../../../shared/words/words.ts";
import type { Speaker } from "../../speaker.ts";

/** A digit that was read, and as what it was heard how often; `heard` is null where it was not recognised. */
export type Confusion = { prompted: string; heard: string | null; times: number };

/** "80 %, 8 of 10 digits recognised". */
export function scoreWords({ scorePercent, answers }: Intelligibility, { words, say }: Speaker): string {
  const prompted = answers.filter((answer) => answer.prompted !== null);
  const right = prompted.filter((answer) => answer.recognised === answer.prompted).length;
  return words.recording.intelligibility.score(say.percent(scorePercent / 100), right, prompted.length);
}

/** What was heard instead of the prompted digits, the most frequent first. */
export function confusions(answers: DigitAnswer[]): Confusion[] {
  const counted = new Map<string, Confusion>();
  for (const { prompted, recognised } of answers) {
    if (prompted === null || prompted === recognised) continue;
    const key = `${prompted} ${recognised}`;
    const one = counted.get(key) ?? { prompted, heard: recognised, times: 0 };
    counted.set(key, { ...one, times: one.times + 1 });
  }
  return [...counted.values()].toSorted((a, b) => b.times - a.times);
}

/** "7 heard as 1", "4 not recognised", "5 heard as 9, twice". */
export function confusionWords(
  { prompted, heard, times }: Confusion,
  words: Words["recording"]["intelligibility"],
): string {
  const what = heard === null ? words.notRecognised(prompted) : words.heardAs(prompted, heard);
  return times === 1 ? what : words.times(what, times);
}

/** How an answer is judged, in words beside the digit. */
export function answerWords(
  { prompted, recognised, startSeconds }: DigitAnswer,
  { answers }: Words["recording"]["intelligibility"],
): string {
  if (prompted === null) return answers.wordTooMany;
  if (recognised === prompted) return answers.asPrompted;
  if (recognised !== null) return answers.anotherDigit;
  return startSeconds === null ? answers.noWord : answers.notRecognised;
}
