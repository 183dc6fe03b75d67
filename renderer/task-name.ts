import type { Recording } from "../shared/domain/recording.ts";
import { taskIds } from "../shared/domain/task.ts";
import { sayTask } from "../shared/words/say-task.ts";

/** Name of a task on screen; series over several tasks carry words of their own. */
export function taskName(task: string): string {
  return sayTask(task, "en");
}

/** "Sustained /a/" as "/a/", "Repeated /pa/" as "/pa/"; other names in small letters, abbreviations as they are. */
export function shortTaskName(task: string): string {
  const name = taskName(task);
  const sound = /\/.*\//.exec(name)?.[0];
  return sound ?? (/[a-z]/.test(name) ? name.toLowerCase() : name);
}

/** Names of a visit's recordings in the order of tasks; takes of one task are numbered: "Sustained /a/ (2)". */
export function namedRecordings(recordings: Recording[]): { recording: Recording; name: string }[] {
  const ordered = recordings.toSorted((a, b) => taskIds.indexOf(a.task) - taskIds.indexOf(b.task));
  return ordered.map((recording, k) => {
    const takes = ordered.filter(({ task }) => task === recording.task);
    const number =
      takes.length > 1
        ? ` (${ordered.slice(0, k + 1).filter(({ task }) => task === recording.task).length})`
        : "";
    return { recording, name: `${taskName(recording.task)}${number}` };
  });
}
