import { z } from "zod";
import { AskedTaskId, type TaskId } from "./task.ts";

/**
 * Which models answer about a task, by their ids, or none at all. A task that is not in it is answered by every model that
 * answers unasked.
 */
export const TaskModels = z.partialRecord(
  AskedTaskId,
  z.union([z.array(z.string().min(1)).min(1).max(50), z.literal("none")]),
);
export type TaskModels = z.infer<typeof TaskModels>;

/** The models of a choice by their ids. */
export const chosenIds = (choice: TaskModels[AskedTaskId]): readonly string[] =>
  choice === undefined || choice === "none" ? [] : choice;

/** Who chose the models of a task before a recording was analysed. */
export const ModelChooser = z.enum(["visit", "site"]);
export type ModelChooser = z.infer<typeof ModelChooser>;

/** A task and the models that can be chosen for it: those that answer unasked about it. */
export const ChoosableModels = z.object({ task: AskedTaskId, models: z.array(z.string()).min(1) });
export type ChoosableModels = z.infer<typeof ChoosableModels>;

/** Whether by a choice a model answers about a task. */
export function mayAnswer(model: string, task: TaskId, chosen: TaskModels): boolean {
  const choice = task === "unknown" ? undefined : chosen[task];
  return choice === undefined || chosenIds(choice).includes(model);
}
