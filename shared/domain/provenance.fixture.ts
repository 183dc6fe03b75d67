import { type Provenance, researchUseOnly } from "./prediction.ts";

/** Provenance of a made-up model, for tests. */
export const sampleProvenance: Provenance = {
  notice: researchUseOnly,
  status: "experimental",
  trainedOn: "A made-up corpus.",
  honestError: { metric: "AUC", value: 0.75, interval: [0.62, 0.86], protocol: "5-fold by speaker" },
};
