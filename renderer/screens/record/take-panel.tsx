import { SkipForward } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { Passage } from "../../../shared/domain/passage.ts";
import type { RecordingStep } from "../../../shared/domain/protocol.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useWords } from "../../words.ts";
import { ExampleButton } from "./example-button.tsx";
import { LevelBar } from "./level-bar.tsx";
import { LiveWaveform } from "./live-waveform.tsx";
import type { RecordSession } from "./record-session.ts";
import { stepInstruction } from "./step-name.ts";
import { TakeReview } from "./take-review.tsx";
import { TakeVerdict } from "./take-verdict.tsx";

type TakePanelProps = {
  session: RecordSession;
  step: RecordingStep;
  /** "Sustained /a/, take 2". */
  name: string;
  passage: Passage | null;
  /** The task that comes next; null where this one goes on, or all is done. */
  goOn: string | null;
  onStart: () => void;
  /** Leaves the task out at this visit. */
  onSkip: () => void;
  onKeep: () => void;
  onAgain: () => void;
};

/** The take of the moment: what is asked for, what is heard, what became of it. */
export function TakePanel({
  session,
  step,
  name,
  passage,
  goOn,
  onStart,
  onSkip,
  onKeep,
  onAgain,
}: TakePanelProps) {
  const speaker = useWords();
  const screen = speaker.words.record;
  const { phase, microphone } = useSyncExternalStore(session.subscribe, session.get);
  const reviewed = phase.kind === "judged" ? phase.recording : null;
  return (
    <div className="stack">
      <section className="card" aria-label={name}>
        <header>
          <h2>{name}</h2>
        </header>
        <div className="content stack">
          <p className="record-instruction">{stepInstruction(step, speaker)}</p>
          {passage && <p className="record-passage">{passage.text}</p>}
          {reviewed ? (
            <TakeReview key={reviewed.id} recording={reviewed} name={name} />
          ) : (
            <LiveWaveform session={session} />
          )}
          {!reviewed && <LevelBar session={session} />}
        </div>
      </section>
      <section className="card record-now" aria-live="polite">
        {phase.kind === "ready" && (
          <button
            type="button"
            className="primary large"
            disabled={microphone.kind !== "open"}
            onClick={onStart}
          >
            {screen.start} <KeyHint action="recordGoOn" />
          </button>
        )}
        {phase.kind === "ready" && step.hasExample && <ExampleButton task={step.task} />}
        {phase.kind === "ready" && (
          <button type="button" onClick={onSkip}>
            <SkipForward size={16} aria-hidden />
            {screen.skip} <KeyHint action="recordSkip" />
          </button>
        )}
        {phase.kind === "probing" && <p className="muted">{screen.probing}</p>}
        {phase.kind === "paused" && (
          <>
            <p>{screen.paused}</p>
            <button type="button" className="primary large" onClick={() => void session.resume()}>
              {screen.resume} <KeyHint action="recordPause" />
            </button>
          </>
        )}
        {phase.kind === "count-in" && (
          <>
            <p className="record-count">
              {screen.countIn} <strong>{phase.left}</strong>
            </p>
            <button type="button" onClick={() => session.stop()}>
              {screen.stop} <KeyHint action="recordStop" />
            </button>
          </>
        )}
        {phase.kind === "recording" && (
          <>
            <p className="record-running">
              <span aria-hidden>●</span> {screen.recording}
            </p>
            <button type="button" className="primary large" onClick={() => session.stop()}>
              {screen.stop} <KeyHint action="recordGoOn" />
            </button>
          </>
        )}
        {phase.kind === "storing" && <p className="muted">{speaker.words.frame.doing(screen.storing)}</p>}
        {phase.kind === "judged" && <TakeVerdict {...{ phase, name, goOn, onKeep, onAgain }} />}
        {phase.kind === "failed" && (
          <>
            <ProblemNotice problem={phase.problem} />
            <button type="button" className="primary" onClick={phase.retry}>
              {screen.tryAgain}
            </button>
          </>
        )}
        {phase.kind === "not-kept" && (
          <div className="notice" role="alert">
            <p>{screen.notKept[phase.refused]}</p>
            <div className="foot">
              <button type="button" onClick={() => session.next()}>
                {screen.tryAgain}
              </button>
            </div>
          </div>
        )}
      </section>
    </div>
  );
}
