import { useMutation } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { TakeDecision } from "../../../shared/domain/acceptance.ts";
import type { VisitTake } from "../../../shared/domain/visit-findings.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

type Decided = { decision: TakeDecision | null; reason: string };

/** Uses a take, leaves it out or makes it its task's best, with a reason; a decision can be taken back. */
export function TakeDecisionForm({ take }: { take: Pick<VisitTake, "recording" | "choice" | "counts"> }) {
  const { words } = useWords();
  const screen = words.visit.takes;
  const [asked, setAsked] = useState<TakeDecision | null>(null);
  const decide = useMutation({
    mutationFn: (decided: Decided) => core.recordings.decide({ id: take.recording, ...decided }),
    onSuccess: async () => {
      setAsked(null);
      await recordingsChanged();
    },
  });
  const offered = (["take-in", "leave-out", "best"] as const).filter(
    (one) => one !== take.choice?.decision && one !== (take.counts ? "take-in" : "leave-out"),
  );
  return (
    <div className="take-decision">
      <Choice take={take} onTakeBack={() => decide.mutate({ decision: null, reason: "" })} />
      {asked ? (
        <ReasonForm
          decision={asked}
          pending={decide.isPending}
          onReason={(reason) => decide.mutate({ decision: asked, reason })}
          onCancel={() => setAsked(null)}
        />
      ) : (
        <div className="actions">
          {offered.map((one) => (
            <button key={one} type="button" className="small" onClick={() => setAsked(one)}>
              {screen.decide[one]}
            </button>
          ))}
        </div>
      )}
      {decide.error && <ProblemNotice problem={toProblem(decide.error)} />}
    </div>
  );
}

type ChoiceProps = { take: Pick<VisitTake, "choice">; onTakeBack: () => void };

function Choice({ take: { choice }, onTakeBack }: ChoiceProps) {
  const { words, say } = useWords();
  const screen = words.visit.takes;
  if (!choice) return null;
  const { decision, reason, by, at } = choice;
  return (
    <p className="small">
      {screen.decided(words.reasons.decisions[decision], reason, say.date(at.slice(0, 10)), by)}{" "}
      <button type="button" className="quiet small" onClick={onTakeBack}>
        <Undo2 size={13} aria-hidden />
        {screen.takeBack}
      </button>
    </p>
  );
}

type ReasonFormProps = {
  decision: TakeDecision;
  pending: boolean;
  onReason: (reason: string) => void;
  onCancel: () => void;
};

function ReasonForm({ decision, pending, onReason, onCancel }: ReasonFormProps) {
  const { frame, visit } = useWords().words;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onReason(String(new FormData(event.currentTarget).get("reason") ?? "").trim());
  };
  return (
    <form className="reason-form" onSubmit={submit}>
      <label>
        <span className="muted small">{visit.takes.reason}</span>
        <input name="reason" required maxLength={500} autoComplete="off" />
      </label>
      <div className="actions">
        <button type="submit" className="small primary" disabled={pending}>
          {visit.takes.decide[decision]}
        </button>
        <button type="button" className="small" onClick={onCancel}>
          {frame.cancel}
        </button>
      </div>
    </form>
  );
}
