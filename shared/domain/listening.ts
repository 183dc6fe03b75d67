import { z } from "zod";
import { PassageId, PassageLanguage } from "./passage.ts";
import { type TaskFamily, TaskId, tasks } from "./task.ts";

/** Where a listener marks a point on a line, 0 to 100. */
export const lineScales = ["listening-effort", "rated-intelligibility"] as const;

/** Four steps, 0 (none) to 3 (severe): GRBAS (Hirano, Clinical Examination of Voice, 1981), and hypernasality. */
export const stepScales = [
  "grbas-grade",
  "grbas-roughness",
  "grbas-breathiness",
  "grbas-asthenia",
  "grbas-strain",
  "hypernasality",
] as const;

export const listeningScales = [...lineScales, ...stepScales] as const;
export const ListeningScale = z.enum(listeningScales);
export type ListeningScale = z.infer<typeof ListeningScale>;

/** Share of the words of unseen sentences that a listener wrote down rightly, %. */
export const sentenceIntelligibility = "sentence-intelligibility";

/** What listeners give a visit a value of. */
export const heardMeasures = [sentenceIntelligibility, ...listeningScales] as const;
export type HeardMeasure = (typeof heardMeasures)[number];

export const isHeard = (measure: string): boolean => (heardMeasures as readonly string[]).includes(measure);

/** A line of understanding and a share are in %, everything else in points. */
export const unitOfHeard = (measure: HeardMeasure): string =>
  measure === "rated-intelligibility" || measure === sentenceIntelligibility ? "%" : "points";

export const isLine = (scale: ListeningScale): boolean =>
  (lineScales as readonly ListeningScale[]).includes(scale);

/** The end of a scale that starts at 0. */
export const highestOf = (scale: ListeningScale): number => (isLine(scale) ? 100 : 3);

/** What is judged of which kind of speech: how well it is understood, and resonance, need connected speech. */
const scalesByFamily: Readonly<Record<TaskFamily, readonly ListeningScale[]>> = {
  vowel: stepScales.filter((scale) => scale !== "hypernasality"),
  mpt: [],
  ddk: [],
  speech: listeningScales,
  free: listeningScales,
  unknown: [],
};

/** The scales on which a recording of a task is judged; none where it is not. */
export function scalesOf(task: TaskId): readonly ListeningScale[] {
  return scalesByFamily[tasks[task].family];
}

/** A listener's marks by scale; null where the listener could not tell. */
export const Ratings = z
  .partialRecord(ListeningScale, z.number().min(0).nullable())
  .check(({ value, issues }) => {
    for (const scale of listeningScales) {
      const mark = value[scale];
      if (mark == null) continue;
      const isOff = mark > highestOf(scale) || (!isLine(scale) && !Number.isInteger(mark));
      if (isOff)
        issues.push({ code: "custom", path: [scale], message: `0 to ${highestOf(scale)}`, input: mark });
    }
  });
export type Ratings = z.infer<typeof Ratings>;

/** What a listener wrote down of sentences that the program knows, with its score. */
export const Transcript = z.object({
  /** The sentences that were said. */
  passage: PassageId,
  typed: z.string().trim().max(4000),
  /** Words of the sentences, and those of them that were written down rightly. */
  words: z.int().positive(),
  right: z.int().nonnegative(),
  /** The listener had already written down the same sentences: they were not unseen, and it does not count. */
  heardBefore: z.boolean(),
});
export type Transcript = z.infer<typeof Transcript>;

export const listeningKinds = ["rating", "transcription"] as const;
export const ListeningKind = z.enum(listeningKinds);
export type ListeningKind = z.infer<typeof ListeningKind>;

/** A recording that a listener was to hear, with what the listener said of it. */
export type Heard = {
  recordingId: string;
  sessionId: string;
  listener: string;
  /** The same listener hears the recording once more in the session, to tell how well the listener agrees with himself. */
  isRepeat: boolean;
  /** Visits whose recordings the session mixed: with one alone the listener was not blind. */
  amongVisits: number;
  answeredAt: string;
} & ({ kind: "rating"; answer: Ratings } | { kind: "transcription"; answer: Transcript });

/** What a listener is asked next: nothing in it tells whose recording it is, or of when. */
export const AskedListening = z.object({
  id: z.string(),
  kind: ListeningKind,
  task: TaskId,
  /** From 1, of so many in the session. */
  number: z.int().positive(),
  of: z.int().positive(),
  /** Of sentences to be written down. */
  sentences: z.object({ count: z.int().positive(), language: PassageLanguage }).nullable(),
});
export type AskedListening = z.infer<typeof AskedListening>;

/** A session of one listener that is not done. */
export const ListeningSession = z.object({
  sessionId: z.string(),
  kind: ListeningKind,
  askedAt: z.iso.datetime(),
  done: z.int().nonnegative(),
  all: z.int().positive(),
});
export type ListeningSession = z.infer<typeof ListeningSession>;

/** How well two series of marks agree, with the 95 % interval. */
export const Reliability = z.object({
  statistic: z.enum(["icc-2-1", "weighted-kappa"]),
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
});
export type Reliability = z.infer<typeof Reliability>;

/** Two listeners on a scale; one and the same twice: his repeats. */
export const Agreement = z.object({
  measure: z.enum(heardMeasures),
  first: z.string(),
  second: z.string(),
  recordings: z.int().positive(),
  /** Null where too few recordings, or marks that never differ, tell nothing. */
  reliability: Reliability.nullable(),
});
export type Agreement = z.infer<typeof Agreement>;
