import type { Change, NotJudged } from "../../shared/domain/finding.ts";
import type { NormJudgement } from "../../shared/domain/norm.ts";
import { useWords } from "../words.ts";

export type MarkKind = "outside" | "borderline" | "within" | "worse" | "better" | "equal" | "none";

const shapes: Readonly<Record<MarkKind, string>> = {
  outside: "M5 1 9.5 9 0.5 9Z",
  borderline: "M5 0.8 9.2 5 5 9.2 0.8 5Z",
  within: "M5 1a4 4 0 1 0 0.01 0Z",
  worse: "M3.7 0.8h2.6v4h2.7l-4 4.6-4-4.6h2.7Z",
  better: "M3.7 9.2h2.6v-4h2.7l-4-4.6-4 4.6h2.7Z",
  equal: "M1 2.6h8v1.6H1ZM1 5.8h8v1.6H1Z",
  none: "M1.5 4.2h7v1.6h-7Z",
};

/** The mark of a judgement: a shape, with its word beside it; colour comes third. */
export function Mark({ kind }: { kind: MarkKind }) {
  const hollow = kind === "borderline";
  return (
    <svg className="mark" width={10} height={10} viewBox="0 0 10 10" aria-hidden>
      <path
        d={shapes[kind]}
        fill={hollow ? "none" : "currentColor"}
        stroke={hollow ? "currentColor" : "none"}
        strokeWidth={1.7}
      />
    </svg>
  );
}

/** How full a mark is: a change seen once, twice running, three times and more. */
export const confirmations = ["hollow", "half", "full"] as const;

type ConfirmedMarkProps = { kind: MarkKind | "unknown"; filled: (typeof confirmations)[number] };

/** A mark of change that fills as the change is confirmed; a cross where the error model does not reach. */
export function ConfirmedMark({ kind, filled }: ConfirmedMarkProps) {
  if (kind === "unknown")
    return (
      <svg className="mark" width={11} height={11} viewBox="0 0 10 10" aria-hidden>
        <path d="M2 2 8 8M8 2 2 8" stroke="currentColor" strokeWidth={1.4} fill="none" />
      </svg>
    );
  if (kind !== "worse" && kind !== "better") return <Mark kind={kind} />;
  return (
    <svg className="mark" width={13} height={13} viewBox="-0.5 -0.5 11 11" aria-hidden>
      <path d={shapes[kind]} fill="none" stroke="currentColor" strokeWidth={1} />
      {filled !== "hollow" && (
        <path
          d={shapes[kind]}
          fill="currentColor"
          style={filled === "half" ? { clipPath: "inset(0 50% 0 0)" } : undefined}
        />
      )}
    </svg>
  );
}

/** "▲ outside", "– no norm". */
export function NormTag({ norm }: { norm: NormJudgement | null }) {
  const { profile, visit } = useWords().words;
  const kind = norm?.verdict ?? "none";
  return (
    <span className={`judged ${kind}`}>
      <Mark kind={kind} /> {norm ? profile.verdict[norm.verdict] : visit.findings.noNorm}
    </span>
  );
}

/** A change with what judged it, or a point's, which knows the judgement only. */
type Judged = Pick<Change, "label" | "inError" | "direction"> & Partial<Pick<Change, "error">>;
type ChangeTagProps = {
  change: Judged | null;
  notJudged: NotJudged | null;
  /** Without how many times the error. */
  brief?: boolean;
};

/** "↓ worse 2.7 × error", "= within error", or why no change is judged. */
export function ChangeTag({ change, notJudged, brief = false }: ChangeTagProps) {
  const { words, say } = useWords();
  const { findings, profile, visit } = words;
  if (!change)
    return (
      <span className="judged none">
        <Mark kind="none" /> {notJudged ? say.notJudged(notJudged) : ""}
      </span>
    );
  const { label, inError, direction, error } = change;
  const times = inError === null ? "" : say.number(Math.abs(inError), 1);
  const beyond = label === "exceeds-measurement-error";
  const kind = beyond ? (direction ?? "none") : label === "within-measurement-error" ? "equal" : "none";
  return (
    <span className="beside" title={words.findings.changeTag[label]}>
      <span className={`judged ${kind}`}>
        <Mark kind={kind} /> {beyond && direction ? findings.direction[direction] : visit.findings.tag[label]}
      </span>
      {times && !brief && (
        <span className="muted small">
          {error ? visit.findings.by[error.kind](times) : profile.errors(times)}
        </span>
      )}
    </span>
  );
}
