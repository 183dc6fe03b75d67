import type { AlignmentLanguage } from "../../../../shared/domain/alignment.ts";

export const phoneClasses = ["vowels", "stops", "fricatives", "sonorants"] as const;
export type PhoneClass = (typeof phoneClasses)[number];

/** Phones of each class as the acoustic models call them; affricates stand with the fricatives. */
const phonesByClass: Readonly<Record<AlignmentLanguage, Record<PhoneClass, readonly string[]>>> = {
  en: {
    vowels: "AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW".split(" "),
    stops: "B D G K P T".split(" "),
    fricatives: "CH DH F HH JH S SH TH V Z ZH".split(" "),
    sonorants: "L M N NG R W Y".split(" "),
  },
  fr: {
    vowels: "aa ai an au ee ei eu ii in oe on oo ou un uu".split(" "),
    stops: "bb dd gg kk pp tt".split(" "),
    fricatives: "ch ff jj ss vv zz".split(" "),
    sonorants: "gn ll mm nn rr uy ww yy".split(" "),
  },
};

/** Vowels whose second formant travels from one target to another; French has none. */
const diphthongs: Readonly<Record<AlignmentLanguage, readonly string[]>> = {
  en: ["AW", "AY", "EY", "OW", "OY"],
  fr: [],
};

/** Affricates, which begin with a closure as stops do; to French its "tch" is two phones. */
const affricates: Readonly<Record<AlignmentLanguage, readonly string[]>> = { en: ["CH", "JH"], fr: [] };

/** All phones of a language. */
export function phonesOf(language: AlignmentLanguage): string[] {
  return phoneClasses.flatMap((name) => phonesByClass[language][name]).toSorted();
}

/** The class of a phone; null for one that is none of speech. */
export function classOf(phone: string, language: AlignmentLanguage): PhoneClass | null {
  return phoneClasses.find((name) => phonesByClass[language][name].includes(phone)) ?? null;
}

export const isVowel = (phone: string, language: AlignmentLanguage): boolean =>
  phonesByClass[language].vowels.includes(phone);

export const isDiphthong = (phone: string, language: AlignmentLanguage): boolean =>
  diphthongs[language].includes(phone);

/** Whether a phone begins with a closure, which is silent. */
export const isClosed = (phone: string, language: AlignmentLanguage): boolean =>
  phonesByClass[language].stops.includes(phone) || affricates[language].includes(phone);
