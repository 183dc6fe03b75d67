import { z } from "zod";

/** Texts to read aloud whose words are known; they stand in `main/core/protocol/passages.ts`. */
export const passageIds = ["north-wind-en", "north-wind-de", "sentences-en", "sentences-de"] as const;
export const PassageId = z.enum(passageIds);
export type PassageId = z.infer<typeof PassageId>;

/** Languages that there are texts in. */
export const PassageLanguage = z.enum(["en", "de"]);
export type PassageLanguage = z.infer<typeof PassageLanguage>;

export const Passage = z.object({
  id: PassageId,
  /** Of the text: "en", "de". */
  language: z.string(),
  title: z.string(),
  /** What is read; lines apart where each is read by itself. */
  text: z.string(),
  /** Words of the text. */
  words: z.int().positive(),
});
export type Passage = z.infer<typeof Passage>;
