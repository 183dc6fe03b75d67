import type { Recording } from "../../../shared/domain/recording.ts";
import { useVisitFindings } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { TakeDecisionForm } from "../visit/take-decision.tsx";
import { TakeState } from "../visit/takes-card.tsx";

/** Whether the take counts, why or why not, and what is decided of it by hand. */
export function TakeCard({ recording }: { recording: Recording }) {
  const { words } = useWords();
  const take = useVisitFindings(recording.visitId).data?.takes.find((one) => one.recording === recording.id);
  if (!take) return null;
  return (
    <section className="card" aria-label={words.visit.takes.take}>
      <div className="content take-line">
        <TakeState take={take} />
        <TakeDecisionForm take={take} />
      </div>
    </section>
  );
}
