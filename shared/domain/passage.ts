import { z } from "zod";
import type { TaskId } from "./task.ts";

/** Languages that a protocol can be read in; single passages are in others too. */
export const PassageLanguage = z.enum(["en", "de"]);
export type PassageLanguage = z.infer<typeof PassageLanguage>;

/** Lists of sentences in each language that a listener is not to have seen; see `main/core/protocol/sentence-lists.ts`. */
export const sentenceListsEach = 10;

type SentenceListId = `unseen-${PassageLanguage}-${number}`;
const sentenceListIds = PassageLanguage.options.flatMap((language) =>
  Array.from({ length: sentenceListsEach }, (_, k): SentenceListId => `unseen-${language}-${k + 1}`),
);

/** Texts to read aloud whose words are known; they stand in `main/core/protocol/passages.ts`. */
export const passageIds = [
  ...([
    ...(["north-wind-en", "north-wind-de", "north-wind-fr"] as const),
    ...(["sentences-en", "sentences-de", "sentences-fr"] as const),
  ] as const),
  ...sentenceListIds,
] as const;
export const PassageId = z.enum(passageIds);
export type PassageId = z.infer<typeof PassageId>;

export const isSentenceList = (id: string | null): boolean => id?.startsWith("unseen-") ?? false;

/** Whether a task reads such a text: unseen sentences are a task of their own, everything else is `reading`. */
export function isTextOf(task: TaskId, id: PassageId): boolean {
  return task === (isSentenceList(id) ? "sentences" : "reading");
}

export const Passage = z.object({
  id: PassageId,
  /** Of the text: "en", "de", "fr". */
  language: z.string(),
  title: z.string(),
  /** What is read; lines apart where each is read by itself. */
  text: z.string(),
  /** Phones of words that the recogniser's dictionary has not, by the word in small letters. */
  pronunciations: z.record(z.string(), z.string()).default({}),
  /** Words of the text. */
  words: z.int().positive(),
});
export type Passage = z.infer<typeof Passage>;
