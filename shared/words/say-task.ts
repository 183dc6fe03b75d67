import { entryOf } from "../domain/entry-of.ts";
import { digitPrompt } from "../domain/intelligibility.ts";
import type { TaskId } from "../domain/task.ts";
import type { Language } from "./language.ts";
import { wordsOf } from "./words.ts";

/** Name of a task: "Sustained /a/"; of series over several tasks "Whole visit"; several ids with ", " between, each. */
export function sayTask(task: string, language: Language): string {
  return each(task, (id) => wordOfTask(id, language)?.name);
}

/** The name beside a measure's: "/a/", "reading". */
export function sayTaskShort(task: string, language: Language): string {
  return each(task, (id) => wordOfTask(id, language)?.short);
}

/** What the patient is asked to do. */
export function sayInstruction(task: TaskId, language: Language): string {
  const { instruction } = wordsOf(language).tasks.of[task];
  return task === "digits" ? `${instruction} ${digitPrompt.join(" ")}.` : instruction;
}

function each(tasks: string, say: (id: string) => string | undefined): string {
  return tasks
    .split(", ")
    .map((id) => say(id) ?? id)
    .join(", ");
}

function wordOfTask(id: string, language: Language): { name: string; short: string } | undefined {
  const { of, besides } = wordsOf(language).tasks;
  return entryOf<{ name: string; short: string }>(of, id) ?? entryOf(besides, id);
}
