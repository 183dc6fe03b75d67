import { AlignmentLanguage } from "../../../shared/domain/alignment.ts";
import type { NewSiteText, SiteTextCheck } from "../../../shared/domain/passage.ts";
import { phonesOf } from "../measures/reading/phone-classes.ts";
import { countWords } from "../protocol/passages.ts";
import { SpeechRecogniser } from "../recogniser/speech-recogniser.ts";
import { readingWords } from "./reading-words.ts";

/** What a text lacks before its readings can be aligned; a text in a language that is not aligned lacks nothing. */
export async function checkText({ language, text, pronunciations }: NewSiteText): Promise<SiteTextCheck> {
  const words = countWords(text);
  const known = AlignmentLanguage.safeParse(language);
  if (!known.success) return { words, unknown: [], wrong: [], phones: [] };
  const phones = phonesOf(known.data);
  const dictionary = await SpeechRecogniser.open(known.data);
  try {
    const { unknown } = readingWords({ language: known.data, text, pronunciations }, dictionary);
    const wrong = Object.entries(pronunciations).flatMap(([word, said]) => {
      const phone = said
        .trim()
        .split(/\s+/)
        .find((one) => !phones.includes(one));
      return phone === undefined ? [] : [{ word, phone }];
    });
    return { words, unknown, wrong, phones };
  } finally {
    dictionary.close();
  }
}
