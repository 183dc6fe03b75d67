import { type TaskId, taskIds, tasks } from "../shared/domain/task.ts";

/** Name of a task on screen; series over several tasks carry words of their own. */
export function taskName(task: string): string {
  return taskIds.includes(task as TaskId) ? tasks[task as TaskId].name : task;
}
