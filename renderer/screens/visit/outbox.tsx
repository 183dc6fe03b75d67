import { useMutation, useQuery } from "@tanstack/react-query";
import type { OutboxEntry } from "../../../shared/domain/exchange.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { momentWords } from "../../moment.ts";
import { fromData, toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";

export const outboxKey = ["outbox"];

/** What was sent of a visit and what is on its way; nothing where nothing was. */
export function Outbox({ visitId }: { visitId: string }) {
  const { handOn } = useWords().words.exchange;
  const outbox = useQuery({
    queryKey: [...outboxKey, visitId],
    queryFn: ({ signal }) => core.exchange.outbox({ visitId }, { signal }),
    refetchInterval: 15_000,
  });
  if (!outbox.data?.length) return null;
  return (
    <section className="stack" aria-label={handOn.outbox}>
      <h3>{handOn.outbox}</h3>
      <ul className="outbox">
        {outbox.data.map((entry) => (
          <Message key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Message({ entry }: { entry: OutboxEntry }) {
  const speaker = useWords();
  const { handOn, states, targets } = speaker.words.exchange;
  const { id, target, state, createdAt, createdBy, dueAt, failure } = entry;
  const changed = () => queryClient.invalidateQueries({ queryKey: outboxKey });
  const retry = useMutation({ mutationFn: () => core.exchange.retry({ id }), onSettled: changed });
  const discard = useMutation({ mutationFn: () => core.exchange.discard({ id }), onSettled: changed });
  const problem = retry.error ?? discard.error;
  return (
    <li className="stack">
      <div>
        <strong>{targets[target]}</strong>: {states[state]}{" "}
        <span className="muted small">
          {handOn.by(momentWords(createdAt, speaker), createdBy)}
          {dueAt && `; ${handOn.again(momentWords(dueAt, speaker))}`}
        </span>
      </div>
      {failure && <ProblemNotice problem={fromData(failure.code, failure, failure.code)} />}
      {problem && <ProblemNotice problem={toProblem(problem)} />}
      {state !== "accepted" && (
        <div className="beside">
          <button type="button" className="small" disabled={retry.isPending} onClick={() => retry.mutate()}>
            {handOn.retry}
          </button>
          <button
            type="button"
            className="small"
            disabled={discard.isPending}
            onClick={() => discard.mutate()}
          >
            {handOn.discard}
          </button>
        </div>
      )}
    </li>
  );
}
