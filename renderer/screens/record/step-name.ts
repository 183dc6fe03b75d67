import type { Passage } from "../../../shared/domain/passage.ts";
import type { RecordingStep } from "../../../shared/domain/protocol.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Speaker } from "../../speaker.ts";

/** `passage`: its id. */
type Named = { task: TaskId; passage: string | null };

/** "Sustained /a/", "Reading: Five sentences". */
export function stepName({ task, passage }: Named, passages: readonly Passage[], { say }: Speaker): string {
  const title = passages.find(({ id }) => id === passage)?.title;
  return [say.task(task), title].filter(Boolean).join(": ");
}

/** What the patient is told: the clinic's words, else the program's. */
export function stepInstruction({ task, instruction }: RecordingStep, { say }: Speaker): string {
  return instruction ?? say.instruction(task);
}
