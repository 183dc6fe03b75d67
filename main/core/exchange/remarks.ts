import type { Finding } from "../../../shared/domain/finding.ts";
import type { Provenance } from "../../../shared/domain/prediction.ts";
import { resultOf } from "./terminology.ts";
import type { ClinicalDocument } from "./visit-document.ts";

/**
 * What has to stand beside a finding besides its value, in the language of the code system: doubts, takes left out, onsets
 * set by hand; beside a model's answer the notice, what it learned from and its honest error.
 */
export function remarksOf(
  finding: Finding,
  { findings, terminology }: Pick<ClinicalDocument, "findings" | "terminology">,
): string[] {
  const { doubtful, doubts, leftOut, byHand, used } = finding;
  const called = (code: string) => terminology.get(code) ?? code;
  const result = resultOf(finding, findings);
  const joined = finding.measure.startsWith("ensemble:") ? findings.results[0] : undefined;
  const takes = used.length + leftOut.length;
  return [
    ...(result ? modelRemarks(result.provenance) : joined ? [joined.provenance.notice] : []),
    ...(doubtful || doubts.length > 0
      ? [[called("doubtful"), doubts.map(called).join(", ")].filter(Boolean).join(": ")]
      : []),
    ...(leftOut.length > 0 ? [`${called("takes-left-out")}: ${leftOut.length} / ${takes}`] : []),
    ...(byHand ? [called("onsets-by-hand")] : []),
  ];
}

/** The notice, what a model learned from and its honest error. */
export function modelRemarks({ notice, status, trainedOn, honestError }: Provenance): string[] {
  const { metric, value, protocol } = honestError;
  return [notice, `${status}. ${trainedOn}`, `${metric} ${value} (${protocol})`];
}
