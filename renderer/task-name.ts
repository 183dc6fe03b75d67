import { type TaskId, taskIds, tasks } from "../shared/domain/task.ts";

/** Name of a task on screen; series over several tasks carry words of their own. */
export function taskName(task: string): string {
  return taskIds.includes(task as TaskId) ? tasks[task as TaskId].name : task;
}

/** "Sustained /a/" as "/a/", "Repeated /pa/" as "/pa/"; other names in small letters. */
export function shortTaskName(task: string): string {
  const name = taskName(task);
  return /\/.*\//.exec(name)?.[0] ?? name.toLowerCase();
}
