import type { Acceptance } from "../../../shared/domain/acceptance.ts";
import { BulbarError } from "../../../shared/domain/error.ts";

/**
 * Stops before a model's graph runs on a recording that it cannot answer about: silence, noise, hum, no voice, next to
 * no sound. The rule is `acceptTake`, the same as for every value.
 * @throws BulbarError `model-refused-recording`
 */
export function refuseUnusable({ verdict, reasons }: Acceptance, model: string): void {
  if (verdict !== "unusable") return;
  throw new BulbarError("model-refused-recording", {
    file: model,
    why: "unusable",
    facts: { reasons: reasons.join(", ") },
  });
}
