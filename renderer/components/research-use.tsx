import { useWords } from "../words.ts";

/** Stands wherever a model's output is shown. */
export function ResearchUse() {
  return <p className="research-use">{useWords().words.general.researchUseOnly}</p>;
}
