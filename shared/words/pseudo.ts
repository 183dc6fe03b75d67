import type { Words } from "./shape.ts";

/** The marks around every word: letters that the report's font has. */
export const marks = { open: "«", close: "»" } as const;

/**
 * English with every word between marks, for tests: a letter outside them never was in `shared/words`. A text given to a
 * word as a fact is put outside again, so that what it holds must have marks of its own.
 */
export function pseudoWords(words: Words): Words {
  return marked(words) as Words;
}

function marked(node: unknown): unknown {
  if (typeof node === "string") return node && `${marks.open}${node}${marks.close}`;
  if (typeof node === "function")
    return (...facts: unknown[]) => {
      const text: string = node(...facts.map(outside));
      return text && `${marks.open}${text}${marks.close}`;
    };
  if (Array.isArray(node)) return node.map(marked);
  return Object.fromEntries(Object.entries(node as object).map(([key, value]) => [key, marked(value)]));
}

/** A fact outside the marks; an empty one stays empty, so that a word can leave it out. */
function outside(fact: unknown): unknown {
  return typeof fact === "string" && fact ? `${marks.close}${fact}${marks.open}` : fact;
}

/** What of a text lies outside the marks: data and, where something was forgotten, words. */
export function outsideMarks(text: string): string {
  let depth = 0;
  let found = "";
  for (const letter of text) {
    if (letter === marks.open) depth++;
    else if (letter === marks.close) depth--;
    else found += depth > 0 ? (found.endsWith(" ") ? "" : " ") : letter;
  }
  return found.trim();
}
