import { z } from "zod";

/** Speech tasks of a visit. Protocols: VOC-ALS and SAND (vowels, ddk), Motor Speech Profile (pataka), ASHA (mpt). */
export const askedTaskIds = [
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
  "sentences",
  "digits",
  "free",
] as const;

/** A task that a person can be asked to do, and that models are made for. */
export const AskedTaskId = z.enum(askedTaskIds);
export type AskedTaskId = z.infer<typeof AskedTaskId>;

/** What a recording holds: a task, or `unknown`, which is neither measured nor shown to a model. */
export const taskIds = [...askedTaskIds, "unknown"] as const;

export const TaskId = z.enum(taskIds);
export type TaskId = z.infer<typeof TaskId>;

export type TaskFamily = "vowel" | "ddk" | "mpt" | "speech" | "free" | "unknown";

/** What kind of speech a task asks for; its name and instruction stand in `shared/words`. */
export const tasks = {
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
  sentences: { family: "speech" },
  digits: { family: "speech" },
  free: { family: "free" },
  unknown: { family: "unknown" },
} as const satisfies Readonly<Record<TaskId, { family: TaskFamily }>>;
