import { z } from "zod";

/** Languages that read speech is aligned in: those with an acoustic model. */
export const AlignmentLanguage = z.enum(["en", "fr"]);
export type AlignmentLanguage = z.infer<typeof AlignmentLanguage>;

const timed = {
  /** From the start of what was measured, s. */
  startSeconds: z.number(),
  endSeconds: z.number(),
  /** Acoustic score, nats a frame (10 ms, longer in slow speech), <= 0: against the best of all states of the acoustic model. */
  score: z.number(),
};

/** A phone as the acoustic model calls it: ARPABET for English ("IY"), the LIUM's letters for French ("ii"). */
export const AlignedPhone = z.object({
  phone: z.string(),
  ...timed,
  /** `score` in a noise that is the same in every reading; null where the word was not found in it. */
  scoreInNoise: z.number().nullable().default(null),
});
export type AlignedPhone = z.infer<typeof AlignedPhone>;

/** How a word was said: as the text has it, once more than it has it, or so unlike it that it may be another word. */
export const WordManner = z.enum(["read", "again", "unlike"]);
export type WordManner = z.infer<typeof WordManner>;

export const AlignedWord = z.object({
  /** As the text writes it. */
  text: z.string(),
  /** Which word of the text it is, from 0. */
  index: z.int().nonnegative(),
  manner: WordManner,
  ...timed,
  phones: z.array(AlignedPhone).min(1),
});
export type AlignedWord = z.infer<typeof AlignedWord>;

/** Why what was read could not be aligned to its text. */
export const AlignmentRefusal = z.enum([
  "no-speech",
  "unknown-words",
  "no-path",
  "another-text",
  "rate-too-low",
]);
export type AlignmentRefusal = z.infer<typeof AlignmentRefusal>;

/** Read speech held against its text. */
export const Alignment = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("aligned"),
    language: AlignmentLanguage,
    /** In the order in which they were said. */
    words: z.array(AlignedWord).min(1),
    /** Words of the text that were not said, in its order. */
    skipped: z.array(z.object({ text: z.string(), index: z.int().nonnegative() })),
    /** Share of the said words that are recognised in a noise, the same in every reading, when any word of the text may come at any place, %. */
    recognisedPercent: z.number().min(0).max(100),
  }),
  z.object({
    status: z.literal("not-aligned"),
    language: AlignmentLanguage,
    why: AlignmentRefusal,
    /** Words without a pronunciation, where that is why. */
    unknownWords: z.array(z.string()).default([]),
  }),
]);
export type Alignment = z.infer<typeof Alignment>;
export type Aligned = Extract<Alignment, { status: "aligned" }>;
