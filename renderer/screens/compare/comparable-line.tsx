import { Check, TriangleAlert } from "lucide-react";
import {
  type ComparedVisit,
  type Comparison,
  comparedConditions,
} from "../../../shared/domain/comparison.ts";
import { useWords } from "../../words.ts";

/** Reasons for which a difference is not judged that lie in the conditions, not in the voice. */
const ofConditions = ["device-changed", "settings-changed", "definition-changed", "model-changed"];

/** What the two takes shown have in common besides the voice, or in what they differ, before any difference. */
export function ComparableLine({ comparison }: { comparison: Comparison }) {
  const { words, say } = useWords();
  const screen = words.compare;
  const { unlike, task, a, b } = comparison;
  if (task === null) return null;
  const told = comparedConditions.filter((one) => one !== "passage" || task === "reading");
  const alike = told.filter((one) => !unlike.includes(one)).map((one) => screen.alike[one]);
  const differing = told.filter((one) => unlike.includes(one)).map((one) => screen.unlike[one]);
  const unjudged = comparison.differences.filter(
    (one) => one.task === task && ofConditions.includes(one.notJudged ?? ""),
  ).length;
  const [snrA, snrB] = [a, b].map((compared) => snrOf(compared, say.number));
  return (
    <p className={`comparable${unjudged > 0 ? " warning" : ""}`}>
      {unjudged > 0 ? <TriangleAlert size={15} aria-hidden /> : <Check size={15} aria-hidden />}{" "}
      {differing.length > 0 && (
        <>
          <strong>{screen.notComparable}</strong> {say.list(differing)}.{" "}
          {unjudged > 0 && screen.notJudgedBecause(say.count(unjudged, "measure"))}{" "}
        </>
      )}
      {alike.length > 0 && (
        <>
          <strong>{screen.comparable}</strong> {say.list(alike)}
          {snrA && snrB ? `; ${screen.snr(snrA, snrB)}` : ""}.
        </>
      )}
    </p>
  );
}

function snrOf({ takes, shown }: ComparedVisit, number: (value: number, decimals: number) => string) {
  const snrDb = takes.find(({ recording }) => recording === shown)?.snrDb ?? null;
  return snrDb === null ? "" : `${number(snrDb, 0)} dB`;
}
