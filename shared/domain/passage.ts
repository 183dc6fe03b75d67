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
export const KnownPassageId = z.enum(passageIds);
export type KnownPassageId = z.infer<typeof KnownPassageId>;

/** Languages of a site's own texts. */
export const SiteTextLanguage = z.enum(["en", "de", "fr"]);
export type SiteTextLanguage = z.infer<typeof SiteTextLanguage>;

/** A site's own texts in their order of arrival: "site-fr-3". */
export const SiteTextId = z.templateLiteral(["site-", SiteTextLanguage, "-", z.int().positive()]);
export type SiteTextId = z.infer<typeof SiteTextId>;

export const PassageId = z.union([KnownPassageId, SiteTextId]);
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

/** Words with the phones that they are said with, by the word in small letters: "B AH L B ER" in English, "oo mm" in French. */
export const Pronunciations = z.record(z.string().min(1).max(60), z.string().trim().min(1).max(200));
export type Pronunciations = z.infer<typeof Pronunciations>;

/** A text that a site brings, before it has an id; lines apart where each is read by itself. */
export const NewSiteText = z.object({
  language: SiteTextLanguage,
  title: z.string().trim().min(1).max(80),
  text: z.string().trim().min(1).max(4000),
  /** Of the words that the recogniser's dictionary has not. */
  pronunciations: Pronunciations,
});
export type NewSiteText = z.infer<typeof NewSiteText>;

/** What a site's text still lacks before its readings can be aligned. */
export const SiteTextCheck = z.object({
  words: z.int().nonnegative(),
  /** Words without a pronunciation; none in a language that is not aligned. */
  unknown: z.array(z.string()),
  /** Words whose pronunciation has a phone that there is not, and the first such phone. */
  wrong: z.array(z.object({ word: z.string(), phone: z.string() })),
  /** The phones that words of the language are said with. */
  phones: z.array(z.string()),
});
export type SiteTextCheck = z.infer<typeof SiteTextCheck>;
