import { useQuery } from "@tanstack/react-query";
import { MicOff } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { UnfinishedCapture } from "../../../shared/domain/capture.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { type Problem, toProblem } from "../../problem.ts";
import { queryClient, recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

const queryKey = ["captures", "unfinished"];
/** A take whose page has just crashed still looks as if it were recorded: it is looked for again after so many ms. */
const lookAgainMs = 7000;

/** Above every screen: takes that a crash or a closed page has cut, to be kept or thrown away. */
export function UnfinishedTakes() {
  const [since] = useState(Date.now);
  const { data = [] } = useQuery({
    queryKey,
    queryFn: ({ signal }) => core.captures.unfinished(undefined, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.dataUpdatedAt - since < lookAgainMs ? lookAgainMs : false),
  });
  return data.map((take) => <UnfinishedTake key={take.id} take={take} />);
}

type Doing = { kind: "asking" } | { kind: "keeping" } | { kind: "failed"; problem: Problem };

function UnfinishedTake({
  take: { id, visitId, task, startedAt, seconds, by },
}: {
  take: UnfinishedCapture;
}) {
  const { words, say } = useWords();
  const screen = words.record.unfinished;
  const [doing, setDoing] = useState<Doing>({ kind: "asking" });
  const settle = async (work: () => Promise<unknown>) => {
    setDoing({ kind: "keeping" });
    try {
      await work();
      await Promise.all([queryClient.invalidateQueries({ queryKey }), recordingsChanged()]);
    } catch (error) {
      setDoing({ kind: "failed", problem: toProblem(error) });
    }
  };
  const keep = async () => {
    for await (const _ of await core.captures.finish({ id, ended: "unfinished", lostSamples: null }));
  };
  const told = screen.found(say.task(task), say.number(seconds, 1), say.date(startedAt.slice(0, 10)), by);
  return (
    <section className="card handed-files" aria-label={screen.title}>
      <MicOff size={16} aria-hidden />
      <span>
        {told} <Link href={`/visits/${visitId}`}>{screen.toVisit}</Link>
      </span>
      {doing.kind === "keeping" ? (
        <span className="muted">{words.frame.doing(words.record.storing)}</span>
      ) : (
        <>
          <button type="button" onClick={() => void settle(keep)}>
            {screen.keep}
          </button>
          <ConfirmButton
            question={screen.question(say.task(task))}
            confirm={screen.discard}
            onConfirm={() => void settle(() => core.captures.discard({ id }))}
          >
            {screen.discard}
          </ConfirmButton>
        </>
      )}
      {doing.kind === "failed" && <ProblemNotice problem={doing.problem} />}
    </section>
  );
}
