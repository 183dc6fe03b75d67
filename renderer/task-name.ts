import type { Recording } from "../shared/domain/recording.ts";
import { taskIds } from "../shared/domain/task.ts";
import type { Speaker } from "./speaker.ts";

/** Names of a visit's recordings in the order of tasks; takes of one task are numbered: "Sustained /a/ (2)". */
export function namedRecordings(
  recordings: Recording[],
  { words, say }: Speaker,
): { recording: Recording; name: string }[] {
  const ordered = recordings.toSorted((a, b) => taskIds.indexOf(a.task) - taskIds.indexOf(b.task));
  return ordered.map((recording, k) => {
    const sameTask = ({ task }: Recording) => task === recording.task;
    const name = say.task(recording.task);
    if (ordered.filter(sameTask).length === 1) return { recording, name };
    const number = ordered.slice(0, k + 1).filter(sameTask).length;
    return { recording, name: words.tasks.take(name, String(number)) };
  });
}
