import { useState } from "react";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { ProtocolId, Protocols, RecordingStep } from "../../../shared/domain/protocol.ts";

/** What a visit records, in the order of today, and what it leaves out. */
type Plan = { chosen: ProtocolId; steps: readonly RecordingStep[]; skipped: readonly RecordingStep[] };

/** Of each visit, as long as the page is open: who looks something up in between finds it as it was. */
const plans = new Map<VisitId, Plan>();

/** The protocol of a visit: chosen, put in another order, with steps left out. */
export function useProtocolPlan(visitId: VisitId, protocols: Protocols) {
  const [plan, setPlan] = useState(
    () => plans.get(visitId) ?? planOf(protocols, protocols.own ? "own" : "full"),
  );
  const change = (next: Plan) => {
    plans.set(visitId, next);
    setPlan(next);
  };
  return {
    ...plan,
    choose: (chosen: ProtocolId) => change(planOf(protocols, chosen)),
    skip: (step: RecordingStep) => change({ ...plan, skipped: [...plan.skipped, step] }),
    /** Recorded after all. */
    take: (step: RecordingStep) =>
      change({ ...plan, skipped: plan.skipped.filter((skipped) => skipped !== step) }),
    move: (from: number, by: 1 | -1) => change({ ...plan, steps: moved(plan.steps, from, by) }),
  };
}

function planOf(protocols: Protocols, chosen: ProtocolId): Plan {
  const steps =
    chosen === "own" && protocols.own
      ? protocols.own.steps
      : protocols[chosen === "short" ? "short" : "full"];
  return { chosen, steps, skipped: [] };
}

/** The steps with one a place earlier or later; as they are at either end. */
export function moved<Step>(steps: readonly Step[], from: number, by: 1 | -1): Step[] {
  const [step, other] = [steps[from], steps[from + by]];
  if (step === undefined || other === undefined) return [...steps];
  return steps.with(from, other).with(from + by, step);
}
