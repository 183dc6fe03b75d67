import { useEffect, useRef } from "react";
import { levelDbOf } from "../../capture/level-scale.ts";
import { type GuideView, guideTeller } from "./guide-view.ts";
import type { Phase, RecordSession } from "./record-session.ts";

type Task = Omit<GuideView, "phase"> & { countInSeconds: number };

/** Tells the patient's screen what to show as long as the operator's is open. */
export function useGuide(session: RecordSession, task: Task): void {
  const latest = useRef(task);
  latest.current = task;
  const retell = useRef(() => {});
  useEffect(() => {
    const teller = guideTeller();
    const tell = (phase: GuideView["phase"]) => {
      const { countInSeconds: _, ...view } = latest.current;
      teller.tell({ ...view, phase });
    };
    retell.current = () => tell(guidePhase(session.get().phase, latest.current.countInSeconds));
    const stops = [
      session.subscribe(() => retell.current()),
      session.onLevels((levels, seconds) => {
        if (seconds === null || session.get().phase.kind !== "recording") return;
        tell({ kind: "recording", seconds, levelDb: Math.max(...levels.map(levelDbOf)) });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      teller.close();
    };
  }, [session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task is told as soon as it is shown
  useEffect(() => retell.current(), [task.task, task.instruction, task.text]);
}

function guidePhase(phase: Phase, countInSeconds: number): GuideView["phase"] {
  if (phase.kind === "count-in") return { kind: "count-in", left: phase.left, of: countInSeconds };
  if (phase.kind === "recording") return { kind: "recording", seconds: 0, levelDb: Number.NEGATIVE_INFINITY };
  if (phase.kind === "probing" && phase.stage) return { kind: "room", stage: phase.stage };
  if (phase.kind === "ready" || phase.kind === "paused") return { kind: phase.kind };
  return { kind: "thanks" };
}
