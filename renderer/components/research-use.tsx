import { researchUseOnly } from "../../shared/domain/prediction.ts";

/** Stands wherever a model's output is shown. */
export const ResearchUse = () => <p className="research-use">{researchUseOnly}</p>;
