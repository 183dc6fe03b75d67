/** How likely it is that a word is left out, and that it is said twice: a second time is the likelier mistake of hearing. */
const leftOut = 0.001;
const twice = 0.000_001;

/**
 * JSGF of a text that is read from its beginning, as far as it goes: a word may be left out or said twice. Going back over
 * several words takes three times as long to hear and was mistaken more often.
 * @param words as the dictionary has them, at least one
 */
export function readingGrammar(words: readonly string[]): string {
  const rules = words.map((word, k) => {
    const goesOn = k + 1 < words.length ? ` | <word${k}> <from${k + 1}>` : "";
    return [
      `<word${k}> = /${1 - leftOut - twice}/ ${word} | /${twice.toFixed(6)}/ ${word} ${word} | /${leftOut}/ <NULL>;`,
      `<from${k}> = <word${k}>${goesOn};`,
    ].join("\n");
  });
  return `#JSGF V1.0;\ngrammar reading;\n${rules.join("\n")}\npublic <reading> = <from0>;\n`;
}

/** JSGF of any words of a list in any order. */
export function anyOrderGrammar(words: readonly string[]): string {
  return `#JSGF V1.0;\ngrammar any;\npublic <words> = ( ${[...new Set(words)].join(" | ")} )+;\n`;
}
