import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { type Core, core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";

/** Whether every row is as it was written, and the hash of the last one. */
export function TrailCheck() {
  const { frame, audit } = useWords().words;
  const check = useMutation({ mutationFn: () => core.audit.verify() });
  return (
    <section className="card content stack trail-check" aria-live="polite">
      <div className="beside">
        <button type="button" disabled={check.isPending} onClick={() => check.mutate()}>
          <ShieldCheck size={16} aria-hidden />
          {audit.check}
        </button>
        {check.isPending && <span className="muted">{frame.doing(audit.checking)}</span>}
      </div>
      {check.data && <Outcome {...check.data} />}
      {check.error && <ProblemNotice problem={toProblem(check.error)} />}
    </section>
  );
}

function Outcome({ findings, rows, head }: Awaited<ReturnType<Core["audit"]["verify"]>>) {
  const { audit } = useWords().words;
  if (findings.length === 0)
    return (
      <>
        <p className="break">{audit.whole(String(rows), head)}</p>
        <p className="muted small">{audit.headHint}</p>
      </>
    );
  return (
    <ul className="notice" role="alert">
      {findings.map(({ row, kind }) => (
        <li key={`${row} ${kind}`}>{audit.row(String(row), audit.faults[kind])}</li>
      ))}
    </ul>
  );
}
