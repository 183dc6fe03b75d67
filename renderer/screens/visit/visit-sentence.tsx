import type { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import { useWords } from "../../words.ts";

/** What the visit says, in sentences; what could not have been seen stands in the small print. */
export function VisitSentence({ visit }: { visit: Pick<VisitFindings, "progression" | "findings"> }) {
  const { words, say } = useWords();
  const [first, ...rest] = say.visit(visit);
  const limits = say.visitLimits(visit.progression);
  if (!first) return null;
  return (
    <section className="visit-sentence" aria-label={words.visit.sentence}>
      <p>
        <strong>{first}</strong> {rest.join(" ")}
      </p>
      {limits.length > 0 && (
        <details className="small muted">
          <summary>{words.visit.limits}</summary>
          {limits.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      )}
    </section>
  );
}
