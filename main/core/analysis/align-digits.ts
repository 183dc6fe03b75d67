import type { DigitAnswer } from "../../../shared/domain/intelligibility.ts";

/** A word that was heard, and what it was taken for; `recognised` is null where the recogniser was not sure. */
export type HeardWord = Omit<DigitAnswer, "prompted">;

/**
 * Pairs what was prompted with what was heard by the cheapest edit path (Levenshtein: a wrong word costs 1, a missing
 * or extra one 1), so that one missed digit does not shift all that follow.
 */
export function alignDigits(prompt: readonly string[], heard: readonly HeardWord[]): DigitAnswer[] {
  const cost = editCosts(prompt, heard);
  const answers: DigitAnswer[] = [];
  let [i, j] = [prompt.length, heard.length];
  while (i > 0 || j > 0) {
    const pairs =
      i > 0 && j > 0 && cost[i]![j] === cost[i - 1]![j - 1]! + mismatch(prompt[i - 1]!, heard[j - 1]!);
    if (pairs) answers.push({ prompted: prompt[--i]!, ...heard[--j]! });
    else if (i > 0 && cost[i]![j] === cost[i - 1]![j]! + 1)
      answers.push({ ...silence, prompted: prompt[--i]! });
    else answers.push({ prompted: null, ...heard[--j]! });
  }
  return answers.reverse();
}

/** Share of the prompted digits that were recognised as themselves, %. */
export function intelligibilityPercent(prompt: readonly string[], answers: readonly DigitAnswer[]): number {
  const right = answers.filter(({ prompted, recognised }) => prompted !== null && prompted === recognised);
  return (100 * right.length) / prompt.length;
}

const silence = { recognised: null, probability: null, startSeconds: null, endSeconds: null };

function mismatch(prompted: string, { recognised }: HeardWord): number {
  return prompted === recognised ? 0 : 1;
}

function editCosts(prompt: readonly string[], heard: readonly HeardWord[]): number[][] {
  const cost = [Array.from({ length: heard.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= prompt.length; i++) {
    const row = [i];
    for (let j = 1; j <= heard.length; j++) {
      const replaced = cost[i - 1]![j - 1]! + mismatch(prompt[i - 1]!, heard[j - 1]!);
      row.push(Math.min(replaced, cost[i - 1]![j]! + 1, row[j - 1]! + 1));
    }
    cost.push(row);
  }
  return cost;
}
