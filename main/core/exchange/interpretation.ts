import type { Finding } from "../../../shared/domain/finding.ts";

/**
 * What was judged of a finding, in the codes of HL7 (v3 ObservationInterpretation, v2 table 0078): against the norm
 * normal, too high, too low; against the baseline better or worse, where the change exceeds its error. HL7 has no code for a
 * value in the uncertainty of the norm's own limit: `borderline` is ours.
 */
export type Interpretation = "N" | "H" | "L" | "borderline" | "B" | "W";

/** None where nothing was judged. The judgement itself is the finding's. */
export function interpretationsOf({ norm, change }: Pick<Finding, "norm" | "change">): Interpretation[] {
  const exceeds = change?.label === "exceeds-measurement-error" ? change.direction : null;
  return [
    ...(norm ? [againstNorm(norm)] : []),
    ...(exceeds ? [exceeds === "worse" ? ("W" as const) : ("B" as const)] : []),
  ];
}

function againstNorm({ verdict, side }: NonNullable<Finding["norm"]>): Interpretation {
  if (verdict === "within") return "N";
  if (verdict === "borderline") return "borderline";
  return side === "higher" ? "H" : "L";
}
