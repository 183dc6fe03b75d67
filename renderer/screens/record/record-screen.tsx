import { Check, Monitor, Pause } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Protocols } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { RecordingState } from "../../../shared/domain/recording-state.ts";
import type { RoomCheck } from "../../../shared/domain/room-check.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { core } from "../../core-client.ts";
import { recordingsChanged, usePassages, useProtocols, useVisit } from "../../queries.ts";
import { sessionNow } from "../../session.ts";
import { useWords } from "../../words.ts";
import { CalibrationPart } from "./calibration-part.tsx";
import { openGuide } from "./guide-view.ts";
import { MicrophoneCard } from "./microphone-card.tsx";
import { ProtocolCard } from "./protocol-card.tsx";
import { nextOpen, protocolProgress, withTake } from "./protocol-progress.ts";
import { RecordSession } from "./record-session.ts";
import { RecordedTakes } from "./recorded-takes.tsx";
import { RoomCard } from "./room-card.tsx";
import { StateCard } from "./state-card.tsx";
import { stepInstruction, stepName } from "./step-name.ts";
import { TakePanel } from "./take-panel.tsx";
import { useGuide } from "./use-guide.ts";
import { useProtocolPlan } from "./use-protocol-plan.ts";
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

type RecordPageProps = {
  patient: Patient;
  visit: Visit;
  recordings: Recording[];
  state: RecordingState;
  roomCheck: RoomCheck | null;
  protocols: Protocols;
};

function RecordPage(props: RecordPageProps) {
  const { patient, visit, recordings, state: noted, roomCheck, protocols } = props;
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.record;
  const passages = usePassages().data ?? [];
  const plan = useProtocolPlan(visit.id, protocols);
  const { steps } = plan;
  const stored = protocolProgress(steps, recordings, plan.skipped);
  const [asked, setAsked] = useState<number | null>(null);
  const position = asked ?? nextOpen(stored, 0) ?? 0;
  const [session] = useState(
    () => new RecordSession(visit.id, { core, onStored: () => void recordingsChanged() }),
  );
  const state = useSyncExternalStore(session.subscribe, session.get);
  useEffect(() => {
    void session.open();
    return () => (sessionNow().kind === "logged-on" ? session.close() : session.cut());
  }, [session]);

  const { phase } = state;
  const isBusy = ["count-in", "recording", "storing", "failed", "probing", "paused"].includes(phase.kind);
  const judged = phase.kind === "judged" ? phase : null;
  const isStored = recordings.some(({ id }) => id === judged?.recording?.id);
  const progress = judged && !isStored ? withTake(stored, position) : stored;
  const { step, kept } = progress[position]!;
  const passage = passages.find(({ id }) => id === step.passage) ?? null;
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
    plan.take(step);
    if (noted.timeOfDay === null) void noteTime(visit.id, noted);
    session.start(step);
  };
  const skip = () => {
    if (phase.kind !== "ready") return;
    plan.skip(step);
    const without = progress.with(position, { ...progress[position]!, isSkipped: true });
    setAsked(nextOpen(without, position) ?? position);
  };
  const pause = () => (phase.kind === "paused" ? void session.resume() : session.pause());
  const move = (by: 1 | -1) => {
    plan.move(position, by);
    setAsked(position + by);
  };
  const act = () => {
    if (phase.kind === "ready") start();
    else if (judged) keep();
    else if (phase.kind === "recording") session.stop();
  };
  const go = (by: number) => {
    if (!isBusy) setAsked((position + by + steps.length) % steps.length);
  };
  useShortcuts({
    recordGoOn: act,
    recordListen: judged ? undefined : act,
    recordAgain: judged ? again : undefined,
    recordSkip: phase.kind === "ready" ? skip : undefined,
    recordPause: pause,
    recordStop: session.stop,
    recordPrevious: () => go(-1),
    recordNext: () => go(1),
  });

  useGuide(session, {
    task: position + 1,
    tasks: steps.length,
    instruction: stepInstruction(step, speaker),
    text: passage?.text ?? null,
    countInSeconds: step.countInSeconds,
  });

  const name = stepName(step, passages, speaker);
  const take = kept + (judged ? 0 : 1);
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
          {phase.kind !== "paused" && (
            <button type="button" disabled={isBusy} onClick={pause}>
              <Pause size={16} aria-hidden />
              {screen.pause} <KeyHint action="recordPause" />
            </button>
          )}
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
          {...{ protocols, progress, position, passages, isBusy }}
          chosen={plan.chosen}
          onProtocol={(next) => {
            plan.choose(next);
            setAsked(null);
          }}
          onStep={setAsked}
          onMove={move}
        />
        <TakePanel
          {...{ session, step, passage, goOn }}
          name={screen.take(name, String(take))}
          onStart={start}
          onSkip={skip}
          onKeep={keep}
          onAgain={again}
        />
        <div className="stack">
          <RoomCard session={session} check={roomCheck} />
          <MicrophoneCard state={state} onRetry={() => void session.open()}>
            <CalibrationPart session={session} />
          </MicrophoneCard>
          <StateCard visitId={visit.id} state={noted} />
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

/** The first take says when recording began, unless somebody has said it. */
async function noteTime(id: VisitId, noted: RecordingState): Promise<void> {
  const timeOfDay = new Date().toTimeString().slice(0, 5);
  await core.visits
    .setState({ id, state: { ...noted, timeOfDay }, seen: noted })
    .then(recordingsChanged)
    .catch(() => {});
}
