import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { useWords } from "../../words.ts";

/** How far a model can be relied on. */
export function StatusTag({ status }: { status: ModelSummary["status"] }) {
  const { modelList, models } = useWords().words;
  const doubtful = status === "experimental" || status === "simulated-data";
  return (
    <span className={`tag ${doubtful ? "unreliable" : ""}`} title={modelList.statusMeanings[status]}>
      {models.statusTag[status]}
    </span>
  );
}
