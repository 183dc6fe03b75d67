import type { RecordingStep } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";

export type StepProgress = {
  step: RecordingStep;
  /** How many takes were recorded for it and not left out. */
  kept: number;
  /** Left out at this visit. */
  isSkipped: boolean;
};

/** How far a visit is through its protocol. Only what was recorded here counts: a file is no take of the protocol. */
export function protocolProgress(
  steps: readonly RecordingStep[],
  recordings: readonly Recording[],
  skipped: readonly RecordingStep[] = [],
): StepProgress[] {
  const recorded = recordings.filter(
    ({ capture, choice }) => capture !== undefined && choice?.decision !== "leave-out",
  );
  return steps.map((step) => ({
    step,
    kept: recorded.filter((recording) => isOf(recording, step)).length,
    isSkipped: skipped.includes(step),
  }));
}

/** The same with a take more at a position: one that was just judged, and is not yet among the visit's recordings. */
export function withTake(progress: readonly StepProgress[], position: number): StepProgress[] {
  return progress.map((one, at) => (at === position ? { ...one, kept: one.kept + 1 } : one));
}

/** The first step from a position on that lacks a take and is not skipped, round the end; null where none does. */
export function nextOpen(progress: readonly StepProgress[], from: number): number | null {
  for (let k = 0; k < progress.length; k++) {
    const position = (from + k) % progress.length;
    const { step, kept, isSkipped } = progress[position]!;
    if (!isSkipped && kept < step.takes) return position;
  }
  return null;
}

function isOf({ task, analysis }: Recording, step: RecordingStep): boolean {
  return task === step.task && (analysis?.settings.passage ?? null) === step.passage;
}
