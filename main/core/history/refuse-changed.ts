import { BulbarError } from "../../../shared/domain/error.ts";

/**
 * Refuses to overwrite what somebody else has changed since it was looked at.
 * @param seen what stood there then; absent: whoever asks wants to overwrite
 * @throws BulbarError changed-meanwhile
 */
export function refuseChanged(
  what: "patient" | "visit" | "treatment" | "alsfrs" | "recording-state" | "form",
  seen: object | null | undefined,
  now: object | null | undefined,
): void {
  if (seen === undefined) return;
  const isSame =
    seen === null || !now
      ? seen === null && !now
      : Object.entries(seen).every(([field, value]) => (now as Record<string, unknown>)[field] === value);
  if (!isSame) throw new BulbarError("changed-meanwhile", { why: what });
}
