import type { Finding, Progression } from "../../../shared/domain/finding.ts";
import { profileOf, type Subsystem } from "../../../shared/domain/profile.ts";
import type { Sufficiency } from "../../../shared/domain/sufficiency.ts";
import type { TaskId } from "../../../shared/domain/task.ts";

/** The task that tells most of each subsystem that recordings can tell of; resonance is judged by ear. */
const tellingTask: Readonly<Partial<Record<Subsystem, TaskId>>> = {
  respiration: "mpt-a",
  phonation: "vowel-a",
  articulation: "ddk-pataka",
  prosody: "reading",
};

/** Whether a visit holds enough to be judged: every subsystem from takes that are not doubtful. */
export function sufficiencyOf(
  findings: readonly Finding[],
  { judged }: Pick<Progression, "judged">,
): Sufficiency {
  const subsystems = profileOf(findings).flatMap(({ subsystem, finding }) => {
    const task = tellingTask[subsystem];
    if (!task) return [];
    const state = finding === null ? "missing" : finding.doubtful ? "doubtful" : "assessed";
    return [{ subsystem, state, task } as const];
  });
  const assessed = subsystems.filter(({ state }) => state === "assessed").length;
  const present = subsystems.some(({ state }) => state !== "missing");
  const verdict = assessed === subsystems.length ? "enough" : present ? "in-part" : "nothing";
  return { verdict, subsystems, changesJudged: judged };
}
