import { z } from "zod";

/** Speech tasks of a visit. Protocols: VOC-ALS and SAND (vowels, ddk), Motor Speech Profile (pataka), ASHA (mpt). */
export const taskIds = [
  "vowel-a",
  "vowel-e",
  "vowel-i",
  "vowel-o",
  "vowel-u",
  "ddk-pa",
  "ddk-ta",
  "ddk-ka",
  "ddk-pataka",
  "mpt-a",
  "reading",
  "digits",
  "free",
] as const;

export const TaskId = z.enum(taskIds);
export type TaskId = z.infer<typeof TaskId>;

export type TaskFamily = "vowel" | "ddk" | "mpt" | "speech" | "free";

/** What kind of speech a task asks for; its name and instruction stand in `shared/words`. */
export const tasks: Readonly<Record<TaskId, { family: TaskFamily }>> = {
  "vowel-a": { family: "vowel" },
  "vowel-e": { family: "vowel" },
  "vowel-i": { family: "vowel" },
  "vowel-o": { family: "vowel" },
  "vowel-u": { family: "vowel" },
  "ddk-pa": { family: "ddk" },
  "ddk-ta": { family: "ddk" },
  "ddk-ka": { family: "ddk" },
  "ddk-pataka": { family: "ddk" },
  "mpt-a": { family: "mpt" },
  reading: { family: "speech" },
  digits: { family: "speech" },
  free: { family: "free" },
};

/**
 * Task guessed from a file name, by the naming habits of SAND, VOC-ALS and Minsk2020 and by Bulbar's own ids
 * ("ID000_phonationA.wav", "CT001_rhythmPA.wav", "008_a.wav", "vowel-i.wav"). `free` when nothing fits.
 */
export function guessTask(fileName: string): TaskId {
  const stem = fileName
    .replace(/^.*[\\/]/, "")
    .replace(/\.[^.]+$/, "")
    .toLowerCase();
  const own = taskIds.find((id) => stem === id || stem.endsWith(`_${id}`) || stem.startsWith(`${id}_`));
  if (own) return own;
  const phonation = /phonation([aeiou])$/.exec(stem)?.[1] ?? /(?:^|_)([aeiou])$/.exec(stem)?.[1];
  if (phonation) return `vowel-${phonation}` as TaskId;
  const rhythm = /(?:rhythm|ddk[_-]?|(?:^|_))(pataka|pa|ta|ka)$/.exec(stem)?.[1];
  if (rhythm) return `ddk-${rhythm}` as TaskId;
  return "free";
}
