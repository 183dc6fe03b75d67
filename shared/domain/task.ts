import { z } from "zod";
import { digitPrompt } from "./intelligibility.ts";

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

type TaskDescription = {
  family: TaskFamily;
  /** Name on screen and in the report. */
  name: string;
  /** What the patient is asked to do. */
  instruction: string;
};

const vowel = (letter: string): TaskDescription => ({
  family: "vowel",
  name: `Sustained /${letter}/`,
  instruction: `Say a long, steady /${letter}/ at a comfortable pitch and loudness, for at least 5 seconds, on one breath.`,
});

const syllable = (text: string): TaskDescription => ({
  family: "ddk",
  name: `Repeated /${text}/`,
  instruction: `Repeat /${text}/ as fast and as evenly as you can, on one breath.`,
});

export const tasks: Readonly<Record<TaskId, TaskDescription>> = {
  "vowel-a": vowel("a"),
  "vowel-e": vowel("e"),
  "vowel-i": vowel("i"),
  "vowel-o": vowel("o"),
  "vowel-u": vowel("u"),
  "ddk-pa": syllable("pa"),
  "ddk-ta": syllable("ta"),
  "ddk-ka": syllable("ka"),
  "ddk-pataka": syllable("pa ta ka"),
  "mpt-a": {
    family: "mpt",
    name: "Longest /a/",
    instruction: "Take a deep breath and say /a/ for as long as you can.",
  },
  reading: {
    family: "speech",
    name: "Reading",
    instruction: "Read the passage aloud at your usual pace.",
  },
  digits: {
    family: "speech",
    name: "Spoken digits",
    instruction: `Read these digits aloud, one by one, with a short pause after each: ${digitPrompt.join(" ")}.`,
  },
  free: { family: "free", name: "Free recording", instruction: "Speak freely." },
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
