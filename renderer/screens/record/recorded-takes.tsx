import { Link } from "wouter";
import type { RecordingId } from "../../../shared/domain/ids.ts";
import type { Passage } from "../../../shared/domain/passage.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { useWords } from "../../words.ts";
import { stepName } from "./step-name.ts";

type RecordedTakesProps = {
  recordings: readonly Recording[];
  passages: readonly Passage[];
  /** The take that the operator has not decided on. */
  undecided: RecordingId | null;
};

/** What was recorded at this visit, the newest first, with what became of it. */
export function RecordedTakes({ recordings, passages, undecided }: RecordedTakesProps) {
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.record.takes;
  const takes = recordings.filter(({ capture }) => capture !== undefined);
  return (
    <section className="card record-takes" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
      </header>
      {takes.length === 0 && <p className="content muted">{screen.none}</p>}
      <ul>
        {takes.toReversed().map(({ id, task, analysis, choice }) => {
          const passage = analysis?.settings.passage ?? null;
          const isLeft = choice?.decision === "leave-out";
          return (
            <li key={id}>
              <Link href={`/recordings/${id}`}>{stepName({ task, passage }, passages, speaker)}</Link>
              <span className="muted small">
                {analysis && `${say.number(analysis.audio.durationSeconds, 1)} s`}
              </span>
              <span className={`state ${isLeft ? "left" : "kept"}`}>
                {id === undecided ? screen.undecided : isLeft ? screen.left : screen.kept}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
