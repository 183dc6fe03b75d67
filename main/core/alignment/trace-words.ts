/** A word that was heard, held against the text. */
export type TracedWord = {
  /** Which word of the text it is, from 0. */
  index: number;
  /** It was said before. */
  again: boolean;
};

/**
 * Which word of the text each heard word is, where the reader goes on through the text, leaves words out and says words
 * twice: the way with the fewest of both.
 * @param text words of the text
 * @param heard words of the text in the order in which they were heard
 */
export function traceWords(text: readonly string[], heard: readonly string[]): TracedWord[] {
  type Way = { cost: number; from: number };
  const ways: Way[][] = [];
  for (const [n, word] of heard.entries()) {
    const before = ways[n - 1];
    ways.push(
      text.map((candidate, index) => {
        if (candidate !== word) return { cost: Number.POSITIVE_INFINITY, from: -1 };
        if (!before) return { cost: index, from: -1 };
        return before.reduce<Way>(
          (best, { cost }, from) => {
            const step = cost + costOfStep(index - from);
            return step < best.cost ? { cost: step, from } : best;
          },
          { cost: Number.POSITIVE_INFINITY, from: -1 },
        );
      }),
    );
  }
  return alongBest(ways);
}

/** Going on to the next word costs nothing; each word left out, and one said twice, counts. */
function costOfStep(by: number): number {
  if (by < 0) return Number.POSITIVE_INFINITY;
  return by === 0 ? 1 : by - 1;
}

function alongBest(ways: readonly (readonly { cost: number; from: number }[])[]): TracedWord[] {
  const last = ways.at(-1) ?? [];
  let index = last.reduce(
    (best, way, k) => (way.cost < (last[best]?.cost ?? Number.POSITIVE_INFINITY) ? k : best),
    0,
  );
  const indices: number[] = [];
  for (let n = ways.length - 1; n >= 0; n--) {
    indices.unshift(index);
    index = ways[n]![index]!.from;
  }
  return indices.map((one, n) => ({ index: one, again: one === indices[n - 1] }));
}

/** How many of the words are found again in their order: the longest common subsequence. */
export function countMatches(words: readonly string[], others: readonly string[]): number {
  let row = new Array<number>(others.length + 1).fill(0);
  for (const word of words) {
    const next = [0];
    for (const [k, other] of others.entries())
      next.push(word === other ? row[k]! + 1 : Math.max(row[k + 1]!, next[k]!));
    row = next;
  }
  return row.at(-1)!;
}
