import type { Change } from "../../shared/domain/finding.ts";
import { placeChange, placeErrors } from "./change-scale.ts";

type ChangeBarProps = {
  change: Pick<Change, "inError" | "direction" | "label"> | null;
  /** What it says, for those who do not see it. */
  words: string;
};

/** A change in units of its error, left is worse: the hatched middle is within error, a bar beyond four errors is broken. */
export function ChangeBar({ change, words }: ChangeBarProps) {
  const placed = change && placeChange(change);
  const exceeds = change?.label === "exceeds-measurement-error";
  return (
    <span className="change-bar" {...(words ? { role: "img", "aria-label": words, title: words } : {})}>
      <i
        className="error"
        style={{ left: percent(placeErrors(-1)), width: percent(placeErrors(1) - placeErrors(-1)) }}
      />
      <i className="zero" />
      {placed && (
        <i
          className={`bar ${(exceeds && change?.direction) || "within"}`}
          style={{ left: percent(Math.min(0.5, placed.end)), width: percent(Math.abs(placed.end - 0.5)) }}
        />
      )}
      {placed?.broken && <i className={`break ${change?.direction}`}>⫽</i>}
    </span>
  );
}

const percent = (share: number) => `${share * 100}%`;
