import type { Change } from "../../../../shared/domain/finding.ts";

/** The mark of a judged change: worse, better, within error, or none. */
export type FamilyMark = "worse" | "better" | "equal" | "none";

/** The mark of a change as it was judged; none where it was not, or where neither side is worse. */
export function markOf(change: Pick<Change, "label" | "direction"> | null): FamilyMark {
  if (!change) return "none";
  if (change.label === "exceeds-measurement-error") return change.direction ?? "none";
  return change.label === "within-measurement-error" ? "equal" : "none";
}
