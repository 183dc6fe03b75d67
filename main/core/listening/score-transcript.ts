import { wordsIn } from "../protocol/passages.ts";

/**
 * How many words of a text a listener wrote down rightly: the longest run of words in common, in their order, each counted
 * once. Capitals, punctuation, accents and the spellings ä/ae, ß/ss are one; a misspelt word is wrong.
 *
 *     scoreTranscript("The cat sat down.", "the hat sat down") // { right: 3, words: 4 }
 */
export function scoreTranscript(text: string, typed: string): { right: number; words: number } {
  const [said, heard] = [text, typed].map((one) => wordsIn(one).map(folded)) as [string[], string[]];
  return { right: longestInCommon(said, heard), words: said.length };
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/ä/g, "ae"],
  [/ö/g, "oe"],
  [/ü/g, "ue"],
  [/ß/g, "ss"],
];

function folded(word: string): string {
  const lower = word.normalize("NFC").toLowerCase();
  const spelt = spellings.reduce((text, [letter, two]) => text.replace(letter, two), lower);
  return spelt.normalize("NFD").replace(/[\p{M}'’-]/gu, "");
}

/** Length of the longest common subsequence. */
function longestInCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (let k = 0; k < b.length; k++)
      row.push(word === b[k] ? above[k]! + 1 : Math.max(row[k]!, above[k + 1]!));
    above = row;
  }
  return above.at(-1) ?? 0;
}
