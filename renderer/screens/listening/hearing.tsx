import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import {
  type AskedListening,
  type ListeningScale,
  type Ratings,
  scalesOf,
} from "../../../shared/domain/listening.ts";
import { useKeyName } from "../../components/key-hint.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { ListeningPlayer } from "./listening-player.tsx";
import { ScaleField } from "./scale-field.tsx";

type HearingProps = {
  sessionId: string;
  /** `isDone`: everything was heard. */
  onLeave: (isDone: boolean) => void;
};

/** One recording after the other; nothing on the page tells whose it is. */
export function Hearing({ sessionId, onLeave }: HearingProps) {
  const { words, say } = useWords();
  const screen = words.listening;
  const next = useQuery({
    queryKey: ["listenings", "next", sessionId],
    queryFn: ({ signal }) => core.listenings.next({ sessionId }, { signal }),
    gcTime: 0,
  });
  const isDone = next.data === null;
  useEffect(() => {
    if (isDone) onLeave(true);
  }, [isDone, onLeave]);
  const asked = next.data;
  return (
    <Page
      title={asked ? screen.place(say.number(asked.number, 0), say.number(asked.of, 0)) : screen.title}
      actions={
        <button type="button" onClick={() => onLeave(false)}>
          {screen.leave}
        </button>
      }
    >
      {next.error && <ProblemNotice problem={toProblem(next.error)} />}
      {asked && (
        <section className="card hearing" aria-label={say.task(asked.task)} key={asked.id}>
          <div className="content stack">
            <p>{say.task(asked.task)}</p>
            <ListeningPlayer id={asked.id} />
            {asked.kind === "rating" ? (
              <RatingForm asked={asked} onKept={() => next.refetch()} />
            ) : (
              <TranscriptForm asked={asked} onKept={() => next.refetch()} />
            )}
          </div>
        </section>
      )}
    </Page>
  );
}

type FormProps = { asked: AskedListening; onKept: () => unknown };

function RatingForm({ asked, onKept }: FormProps) {
  const { words, say } = useWords();
  const screen = words.listening;
  const [ratings, setRatings] = useState<Ratings>({});
  const playKey = useKeyName("listen");
  const scales = scalesOf(asked.task);
  const missing = scales.filter((scale) => ratings[scale] === undefined);
  const keep = useMutation({
    mutationFn: () => core.listenings.rate({ id: asked.id, ratings }),
    onSuccess: onKept,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing.length === 0) keep.mutate();
  };
  const mark = (scale: ListeningScale) => (value: number | null) =>
    setRatings((now) => ({ ...now, [scale]: value }));
  return (
    <form className="stack" onSubmit={submit}>
      {scales.map((scale) => (
        <ScaleField key={scale} scale={scale} mark={ratings[scale]} onMark={mark(scale)} />
      ))}
      {keep.error && <ProblemNotice problem={toProblem(keep.error)} />}
      <FormEnd
        asked={asked}
        isReady={missing.length === 0 && !keep.isPending}
        note={
          missing.length > 0
            ? screen.missing(say.list(missing.map((scale) => say.measure(scale).plain)))
            : screen.playKey(playKey)
        }
      />
    </form>
  );
}

function TranscriptForm({ asked, onKept }: FormProps) {
  const { words, say } = useWords();
  const screen = words.listening;
  const [score, setScore] = useState<{ right: number; words: number } | null>(null);
  const keep = useMutation({
    mutationFn: (typed: string) => core.listenings.transcribe({ id: asked.id, typed }),
    onSuccess: setScore,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (score) onKept();
    else keep.mutate(String(new FormData(event.currentTarget).get("typed") ?? ""));
  };
  const count = asked.sentences?.count ?? 1;
  return (
    <form className="stack" onSubmit={submit}>
      <label className="field">
        <span>{screen.written(say.count(count, "sentence"))}</span>
        <textarea
          name="typed"
          rows={count + 2}
          maxLength={4000}
          lang={asked.sentences?.language}
          spellCheck={false}
          autoComplete="off"
          readOnly={score !== null}
        />
        <small>{screen.writtenHint}</small>
      </label>
      {keep.error && <ProblemNotice problem={toProblem(keep.error)} />}
      <FormEnd
        asked={asked}
        isReady={!keep.isPending}
        note={score ? screen.score(say.number(score.right, 0), say.number(score.words, 0)) : ""}
      />
    </form>
  );
}

type FormEndProps = { asked: AskedListening; isReady: boolean; note: string };

function FormEnd({ asked: { number, of }, isReady, note }: FormEndProps) {
  const screen = useWords().words.listening;
  return (
    <div className="foot">
      <button type="submit" className="primary" disabled={!isReady}>
        {number === of ? screen.last : screen.next}
      </button>
      <span className="muted" role="status">
        {note}
      </span>
    </div>
  );
}
