import { type Face, faceOf, firstFace } from "./faces.ts";

/** A stretch of a line in one face. `isNumber`: set in tabular figures. */
export type Run = { face: Face; part: string; isNumber: boolean };

/** Whether a face really has a letter: the packages' ranges promise some that the files do not hold. */
export type HasLetter = (face: Face, letter: string) => boolean;

/** One line, no control or direction characters, composed letters: what a name may hold cannot break the layout. */
export function clean(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, "")
    .trim();
}

/** Letters that no face has as their codes, so that nothing is lost and nothing overprints: "[U+0928 U+0947]". */
export function escaped(text: string, has: HasLetter): string {
  let code = "";
  let result = "";
  for (const letter of text) {
    const face = faceOf(letter);
    if (face && has(face, letter)) {
      result += code ? `[${code}]${letter}` : letter;
      code = "";
    } else
      code += `${code ? " " : ""}U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return code ? `${result}[${code}]` : result;
}

/**
 * Cuts a line of letters that the faces have into runs of one face each, in the order in which they are drawn. A phrase
 * that is written from right to left is one run, spaces and all, but for marks between words: its shaping turns letters and
 * words. Of two scripts that are, or of words joined by a mark, the later stands left.
 */
export function runsOf(line: string): Run[] {
  const phrases = line.split(rightToLeftPhrase);
  return phrases.flatMap((phrase, index) => (index % 2 === 0 ? leftToRight(phrase) : rightToLeft(phrase)));
}

/** Letters that are written from right to left, with the spaces and marks between their words: "בן-גוריון, דוד". */
const rightToLeftPhrase =
  /((?:[\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*)+(?:[ '’".,:;/–-]{1,3}(?:[\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*)+)*)/u;

/** A face of letters from right to left turns them itself; marks between them are in another one, which does not. */
function rightToLeft(phrase: string): Run[] {
  return byFace(phrase, isSpaceOrMark)
    .map((run) => (run.face.rightToLeft ? run : { ...run, part: [...run.part].reverse().join("") }))
    .reverse();
}

function leftToRight(text: string): Run[] {
  return text
    .split(/(\d[\d.,]*\d|\d)/)
    .flatMap((part, index) => (index % 2 ? [{ face: firstFace, part, isNumber: true }] : byFace(part)));
}

function byFace(text: string, joins: (letter: string) => boolean = isMark): Run[] {
  const runs: Run[] = [];
  for (const letter of text) {
    const last = runs.at(-1);
    const face = joins(letter) && last ? last.face : (faceOf(letter) ?? firstFace);
    if (last?.face === face) last.part += letter;
    else runs.push({ face, part: letter, isNumber: false });
  }
  return runs;
}

/** A mark is set with the letter that it belongs to, in that letter's face. */
const isMark = (letter: string) => /\p{M}/u.test(letter);

const isSpaceOrMark = (letter: string) => letter === " " || isMark(letter);
