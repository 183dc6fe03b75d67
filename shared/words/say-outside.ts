import type { OutsideTraining, TrainedFact } from "../domain/outside-training.ts";
import type { Language } from "./language.ts";
import { sayNumber } from "./say.ts";
import { sayTaskShort } from "./say-task.ts";
import { wordsOf } from "./words.ts";

const digits: Readonly<Record<TrainedFact, number>> = {
  f0: 0,
  level: 0,
  bandwidth: 0,
  duration: 1,
  distance: 1,
};

/** "/a/ is unlike what the models learned from: pitch 340 Hz (learned from 80 to 300 Hz)", a sentence a task. */
export function sayOutside(outside: readonly OutsideTraining[], language: Language): string[] {
  const words = wordsOf(language).visitModels;
  return [...Map.groupBy(outside, ({ task }) => task)].map(([task, facts]) => {
    const said = facts.map(({ fact, value, lowest, highest }) => {
      const [is, from, to] = [value, lowest, highest].map((one) => sayNumber(one, digits[fact], language));
      return words.outsideFact[fact](is!, from!, to!);
    });
    return words.outside(sayTaskShort(task, language), said.join("; "));
  });
}
