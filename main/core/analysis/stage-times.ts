import type { OnProgress, Stage } from "../../../shared/domain/progress.ts";

/** How long each stage took, and all of it, ms. */
export type StageTimes = { stagesMs: Partial<Record<Stage, number>>; totalMs: number };

/**
 * Takes the time of each stage of a piece of work from its progress; a stage ends where the next one begins.
 * @param now a steady clock, ms
 */
export function stageTimes(now: () => number = () => performance.now()): {
  onProgress: OnProgress;
  end(): StageTimes;
} {
  const startMs = now();
  const stagesMs: StageTimes["stagesMs"] = {};
  let current: { stage: Stage; sinceMs: number } | null = null;
  const begin = (stage: Stage | null) => {
    const atMs = now();
    if (current) stagesMs[current.stage] = (stagesMs[current.stage] ?? 0) + atMs - current.sinceMs;
    current = stage && { stage, sinceMs: atMs };
  };
  return {
    onProgress: ({ stage }) => begin(stage === "done" ? null : stage),
    end: () => {
      begin(null);
      return { stagesMs, totalMs: now() - startMs };
    },
  };
}
