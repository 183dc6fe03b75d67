import { Check, Monitor } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { ProtocolId, Protocols, RecordingStep } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { core } from "../../core-client.ts";
import { recordingsChanged, usePassages, useProtocols, useVisit } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { openGuide } from "./guide-view.ts";
import { MicrophoneCard } from "./microphone-card.tsx";
import { ProtocolCard } from "./protocol-card.tsx";
import { nextOpen, protocolProgress } from "./protocol-progress.ts";
import { RecordSession } from "./record-session.ts";
import { RecordedTakes } from "./recorded-takes.tsx";
import { stepInstruction, stepName } from "./step-name.ts";
import { TakePanel } from "./take-panel.tsx";
import { useGuide } from "./use-guide.ts";
import "./record.css";

/** Where a visit is recorded, take by take. */
export function RecordScreen({ id }: { id: string }) {
  const visit = useVisit(id);
  const { words } = useWords();
  const protocols = useProtocols(id);
  return (
    <Loading query={visit} doing={words.visit.reading}>
      {(data) => (
        <Loading query={protocols} doing={words.record.reading}>
          {(known) => <RecordPage {...data} protocols={known} />}
        </Loading>
      )}
    </Loading>
  );
}

type RecordPageProps = { patient: Patient; visit: Visit; recordings: Recording[]; protocols: Protocols };

function RecordPage({ patient, visit, recordings, protocols }: RecordPageProps) {
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.record;
  const passages = usePassages().data ?? [];
  const [chosen, setChosen] = useState<ProtocolId>(protocols.own ? "own" : "full");
  const steps = stepsOf(protocols, chosen);
  const progress = protocolProgress(steps, recordings);
  const [asked, setAsked] = useState<number | null>(null);
  const position = asked ?? nextOpen(progress, 0) ?? 0;
  const { step, kept } = progress[position]!;
  const passage = passages.find(({ id }) => id === step.passage) ?? null;
  const [session] = useState(
    () => new RecordSession(visit.id, { core, onStored: () => void recordingsChanged() }),
  );
  const state = useSyncExternalStore(session.subscribe, session.get);
  useEffect(() => {
    void session.open();
    return () => session.close();
  }, [session]);

  const { phase } = state;
  const isBusy = ["count-in", "recording", "storing", "failed"].includes(phase.kind);
  const judged = phase.kind === "judged" ? phase : null;
  const following = nextOpen(progress, position);
  const keep = () => {
    session.next();
    setAsked(following ?? position);
  };
  const again = () => {
    if (!judged?.recording) return;
    void session.replace(judged.recording.id, screen.verdict.againReason);
    setAsked(position);
  };
  const start = () => {
    setAsked(position);
    session.start(step);
  };
  const act = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest("button, a, select")) return;
    event.preventDefault();
    if (phase.kind === "ready") start();
    else if (judged) keep();
    else if (phase.kind === "recording") session.stop();
  };
  const go = (by: number) => {
    if (!isBusy) setAsked((position + by + steps.length) % steps.length);
  };
  const previous = () => go(-1);
  const next = () => go(1);
  useKeys({
    Enter: act,
    " ": act,
    a: again,
    Escape: session.stop,
    ArrowDown: next,
    ArrowUp: previous,
  });

  useGuide(session, {
    task: position + 1,
    tasks: steps.length,
    instruction: stepInstruction(step, speaker),
    text: passage?.text ?? null,
    countInSeconds: step.countInSeconds,
  });

  const name = stepName(step, passages, speaker);
  const take = kept.length + (judged?.recording ? 0 : 1);
  const goOn =
    following !== null && following !== position ? stepName(steps[following]!, passages, speaker) : null;
  return (
    <Page
      title={
        <>
          {screen.title}{" "}
          <span className="muted record-place">
            {nextOpen(progress, 0) === null
              ? screen.allDone
              : screen.place(String(position + 1), String(steps.length), String(take), String(step.takes))}
          </span>
        </>
      }
      patient={patient}
      crumbs={crumbsOf({ words, say }, patient, visit)}
      actions={
        <>
          <button type="button" onClick={() => void openGuide()}>
            <Monitor size={16} aria-hidden />
            {screen.patientScreen}
          </button>
          <Link href={`/visits/${visit.id}`} className="button">
            <Check size={16} aria-hidden />
            {screen.finish}
          </Link>
        </>
      }
    >
      <div className="record-columns">
        <ProtocolCard
          {...{ protocols, chosen, progress, position, passages, isBusy }}
          onProtocol={(next) => {
            setChosen(next);
            setAsked(null);
          }}
          onStep={setAsked}
        />
        <TakePanel
          {...{ session, step, passage, goOn }}
          name={screen.take(name, String(take))}
          onStart={start}
          onKeep={keep}
          onAgain={again}
        />
        <div className="stack">
          <MicrophoneCard state={state} onRetry={() => void session.open()} />
          <RecordedTakes
            recordings={recordings}
            passages={passages}
            undecided={judged?.recording?.id ?? null}
          />
        </div>
      </div>
    </Page>
  );
}

function stepsOf({ own, full, short }: Protocols, chosen: ProtocolId): readonly RecordingStep[] {
  if (chosen === "own" && own) return own.steps;
  return chosen === "short" ? short : full;
}
