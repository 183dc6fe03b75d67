import type { TaskId } from "./task.ts";

/** Tasks that count as continuous speech for the voice quality indices, best first. */
export const speechTasks: readonly TaskId[] = ["reading", "free", "digits"];

const cornerVowels: readonly TaskId[][] = [["vowel-a"], ["vowel-i"], ["vowel-u"]];

/** Sets of tasks of which one each is needed, for the measures over several tasks of a visit. */
const needed: Readonly<Record<string, readonly (readonly TaskId[])[]>> = {
  avqi: [speechTasks, ["vowel-a"]],
  abi: [speechTasks, ["vowel-a"]],
  tvsa: cornerVowels,
  fcr: cornerVowels,
  vai: cornerVowels,
  "f2i-f2u": [["vowel-i"], ["vowel-u"]],
};

/** The tasks that a measure over several tasks of a visit is made from. */
export function tasksBehind(measureId: string): TaskId[] {
  return (needed[measureId] ?? []).flat();
}

/** What a visit lacks for a measure over several of its tasks, as sets of tasks of which one each would do. */
export function lackingTasks(measureId: string, atHand: ReadonlySet<TaskId>): (readonly TaskId[])[] {
  return (needed[measureId] ?? []).filter((some) => !some.some((task) => atHand.has(task)));
}
