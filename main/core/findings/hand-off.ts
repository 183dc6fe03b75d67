import type { HandOff } from "../../../shared/domain/hand-off.ts";
import type { TaskId } from "../../../shared/domain/task.ts";

/** What the history knows of a visit's work. */
export type VisitStanding = {
  visitId: string;
  /** Tasks of its recordings, each once. */
  tasks: readonly TaskId[];
  recordings: number;
  notAnalysed: number;
  /** Its report was begun, and is not signed yet. */
  hasDraft: boolean;
  isSigned: boolean;
  /** Something of it was changed since its last signature. */
  isChangedSince: boolean;
};

/** Where a visit stands. @param asked tasks of the clinic's own protocol; empty where it has none */
export function handOffOf(standing: VisitStanding, asked: readonly TaskId[]): HandOff {
  const { visitId, tasks, recordings, notAnalysed } = standing;
  const openTasks = [...new Set(asked)].filter((task) => !tasks.includes(task));
  const isIncomplete = recordings === 0 || notAnalysed > 0 || openTasks.length > 0;
  return { visitId, state: stateOf(standing, isIncomplete), openTasks, recordings, notAnalysed };
}

function stateOf(
  { hasDraft, isSigned, isChangedSince }: VisitStanding,
  isIncomplete: boolean,
): HandOff["state"] {
  if (isSigned) return isChangedSince ? "to-sign-again" : "signed";
  if (isIncomplete) return "incomplete";
  return hasDraft ? "to-sign" : "to-review";
}
