import type { ModelSummary } from "../../../shared/domain/prediction.ts";

const words: Record<ModelSummary["status"], { name: string; meaning: string }> = {
  recommended: { name: "recommended", meaning: "The best that this program has for its question." },
  baseline: { name: "baseline", meaning: "Here for comparison with better models." },
  experimental: {
    name: "experimental",
    meaning: "Too inaccurate to be relied on; here for its explanations.",
  },
  "simulated-data": {
    name: "simulated data",
    meaning: "Trained on simulated voices; for training staff and testing only.",
  },
};

/** How far a model can be relied on. */
export function StatusTag({ status }: { status: ModelSummary["status"] }) {
  const { name, meaning } = words[status];
  const doubtful = status === "experimental" || status === "simulated-data";
  return (
    <span className={`tag ${doubtful ? "unreliable" : ""}`} title={meaning}>
      {name}
    </span>
  );
}
