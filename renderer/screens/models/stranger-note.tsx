import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { useWords } from "../../words.ts";

/** What an installed package says of itself, and whether this site trusts it; nothing for a model of the program. */
export function StrangerNote({ model }: { model: ModelSummary }) {
  const { modelList, models } = useWords().words;
  if (model.origin === "shipped") return null;
  const claims =
    model.claimedStatus === model.status ? [] : [modelList.claims(models.statusTag[model.claimedStatus])];
  const trust = model.trusted ? modelList.trustedHere : modelList.notTrusted;
  return <div className="muted small">{[...claims, trust].join("; ")}</div>;
}
