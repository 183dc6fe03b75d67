import type { Patient } from "../../../shared/domain/patient.ts";
import { guessTask } from "../protocol/guess-task.ts";

/** A patient by code and name. */
export type Person = Pick<Patient, "code" | "name">;

/** Words with a number behind them that are no identifier of a person. */
const notPersons =
  /^(img|dsc|dscn|rec|record(ing)?|aufnahme|vid|video|mov|mvi|aud|audio|ptt|wa|vn|voice|memo|track|take|visit|visite|session|day|tag|week|woche|nr|no|part|teil|file|mic|ch|tone|hz|khz|bit|v)$/i;

/**
 * What in a file's name may identify a person: letters with a number ("ID014", "P-022", "AVPEPUDEAC0001"), or a number
 * that the name begins with ("008_a"); dates, counters of cameras and names of tasks are none.
 */
export function identifierIn(path: string): string | null {
  const stem = stemOf(path);
  for (const [text, letters = "", number = ""] of lettersWithNumber(stem)) {
    const isShort = letters.length === 1 ? number.length < 3 : number.length < 2;
    if (!isShort && !notPersons.test(letters) && guessTask(letters).task === "unknown") return text;
  }
  const [first] = /^\d{3,7}(?=[_ -])/.exec(stem) ?? [];
  return first && !/^(19|20)\d\d$/.test(first) ? first : null;
}

function lettersWithNumber(stem: string): RegExpExecArray[] {
  return [...stem.matchAll(/(?<![\p{L}\d])(\p{L}{1,14})-?(\d{1,8})(?!\d)/gu)];
}

/** "p17" of "P-017": without case, marks and leading zeros, so that ways of writing are alike. */
export function plainIdentifier(identifier: string): string {
  return plain(identifier)
    .replace(/[^\p{L}\d]/gu, "")
    .replace(/(?<!\d)0+(?=\d)/g, "");
}

/** Does a file's name name this person: by the code, or by a part of the name (`whole`: by first and last name)? */
export function names(path: string, { code, name }: Person, whole = false): boolean {
  const stem = stemOf(path);
  const isCode = (text: string) => plainIdentifier(text) === plainIdentifier(code);
  if ([identifierIn(path) ?? [], lettersWithNumber(stem).map(([text]) => text)].flat().some(isCode))
    return true;
  const spoken = wordsOf(stem);
  const parts = wordsOf(name).filter((part) => part.length >= 3);
  const isNamed = (part: string) => spoken.includes(part);
  if (whole ? parts.length >= 2 && parts.every(isNamed) : parts.some(isNamed)) return true;
  return code.length >= 3 && isWithin(plain(code), plain(stem));
}

/** Is the text there as a word of its own? */
function isWithin(text: string, whole: string): boolean {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, "u").test(whole);
}

/** Do two identifiers differ in nothing but the number? */
export function isSameKind(a: string, b: string): boolean {
  const letters = (text: string) => plainIdentifier(text).replace(/\d+/g, "#");
  return letters(a) === letters(b);
}

function stemOf(path: string): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.[^.]+$/, "");
}

function wordsOf(text: string): string[] {
  return plain(text).match(/\p{L}+/gu) ?? [];
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
