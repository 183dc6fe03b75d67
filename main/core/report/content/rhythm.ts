import type { Waveform } from "../../../../shared/contract/recordings.ts";
import { isPlacedByHand } from "../../../../shared/domain/analysis.ts";
import type { Recording } from "../../../../shared/domain/recording.ts";
import type { TaskId } from "../../../../shared/domain/task.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayNumber } from "../../../../shared/words/say.ts";
import { sayTask } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";

/** Sound and syllable onsets (s) of one train of syllables. */
export type RhythmInput = { recordingId: string; waveform: Waveform; onsetsSeconds: number[] };

/** A train of syllables as a report shows it. */
export type Rhythm = {
  title: string;
  waveform: Waveform;
  onsetsSeconds: number[];
  words: string;
  inWords: string;
};

/** The order in which a train is looked for: the alternating sequence first, then as the table of measures has them. */
const order: readonly TaskId[] = ["ddk-pataka", "ddk-ta", "ddk-pa", "ddk-ka"];

/** The recording whose rhythm a report draws: the first of the order with a rate; null where there is none. */
export function chooseRhythm(recordings: readonly Recording[]): Recording | null {
  const hasRate = ({ analysis, task }: Recording) =>
    analysis?.task === task && typeof analysis.measures["ddk-rate"]?.value === "number";
  const found = order.map((task) => recordings.find((one) => one.task === task && hasRate(one)));
  return found.find((recording) => recording !== undefined) ?? null;
}

/** The train in words: count, rate, unevenness, and who placed the onsets. */
export function rhythmOf(
  input: RhythmInput | null,
  recordings: readonly Recording[],
  language: Language,
): Rhythm | null {
  const recording = recordings.find(({ id }) => id === input?.recordingId);
  if (!input || !recording?.analysis) return null;
  const { measures } = recording.analysis;
  const { rhythm } = wordsOf(language).report;
  const value = (id: string, decimals: number) => {
    const measured = measures[id]?.value ?? null;
    return measured === null ? null : sayNumber(measured, decimals, language);
  };
  const [rate, variation] = [value("ddk-rate", 2), value("ddk-cv", 1)];
  const facts = [
    sayCount(input.onsetsSeconds.length, "syllable", language),
    rate && rhythm.rate(rate),
    variation && rhythm.variation(variation),
    isPlacedByHand(recording.analysis, "ddk-rate") ? rhythm.byHand : rhythm.found,
  ];
  const words = `${facts.filter(Boolean).join(", ")}.`;
  const seconds = sayNumber(input.waveform.durationSeconds, 1, language);
  return {
    title: `${sayTask(recording.task, language)}, ${recording.fileName}`,
    waveform: input.waveform,
    onsetsSeconds: input.onsetsSeconds,
    words,
    inWords: wordsOf(language).report.inWords.rhythm(seconds, words),
  };
}
