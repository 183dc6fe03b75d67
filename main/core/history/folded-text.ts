/** Letters that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};
/** How German writes its umlauts where a keyboard has none. */
const umlauts: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue" };

/** Texts in small letters without accents, and once more as German writes umlauts out where that differs. */
export function foldedText(...texts: (string | null)[]): string {
  return foldings(texts.filter(Boolean).join(" ")).join(" ");
}

/**
 * What a text is looked for as: words in any order, each by its spellings, of which one has to be in `foldedText`. A day
 * may be written "1.5.1960" or "01/05/1960".
 */
export function searchWords(query: string): string[][] {
  return query.split(/\s+/).filter(Boolean).map(foldedDay);
}

function foldedDay(word: string): string[] {
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(word) ?? [];
  if (!day || !month || !year) return foldings(word);
  return [word, `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`];
}

/** Without accents; with umlauts written out as well. */
function foldings(text: string): string[] {
  const small = text.normalize("NFC").toLowerCase();
  const written = small.replace(/[äöü]/g, (letter) => umlauts[letter]!);
  return [...new Set([withoutAccents(small), withoutAccents(written)])];
}

function withoutAccents(small: string): string {
  return small
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]!);
}
