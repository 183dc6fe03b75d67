import { Check, Monitor, Pause } from "lucide-react";
import { Link } from "wouter";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Protocols } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { RecordingState } from "../../../shared/domain/recording-state.ts";
import type { RoomCheck } from "../../../shared/domain/room-check.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { usePassages, useProtocols, useVisit } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { CalibrationPart } from "./calibration-part.tsx";
import { openGuide } from "./guide-view.ts";
import { MicrophoneCard } from "./microphone-card.tsx";
import { ProtocolCard } from "./protocol-card.tsx";
import { nextOpen } from "./protocol-progress.ts";
import { RecordedTakes } from "./recorded-takes.tsx";
import { RoomCard } from "./room-card.tsx";
import { StateCard } from "./state-card.tsx";
import { stepInstruction, stepName } from "./step-name.ts";
import { TakePanel } from "./take-panel.tsx";
import { useGuide } from "./use-guide.ts";
import { useProtocolRun } from "./use-protocol-run.ts";
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
  const run = useProtocolRun({ visit, recordings, noted, protocols });
  const { session, state, progress, position, judged, following, isBusy } = run;
  const { step, kept } = progress[position]!;
  const passage = passages.find(({ id }) => id === step.passage) ?? null;

  useGuide(session, {
    task: position + 1,
    tasks: progress.length,
    instruction: stepInstruction(step, speaker),
    text: passage?.text ?? null,
    countInSeconds: step.countInSeconds,
  });

  const name = stepName(step, passages, speaker);
  const take = kept + (judged ? 0 : 1);
  const goOn =
    following !== null && following !== position
      ? stepName(progress[following]!.step, passages, speaker)
      : null;
  return (
    <Page
      title={
        <>
          {screen.title}{" "}
          <span className="muted record-place">
            {nextOpen(progress, 0) === null
              ? screen.allDone
              : screen.place(String(position + 1), String(progress.length), String(take), String(step.takes))}
          </span>
        </>
      }
      patient={patient}
      crumbs={crumbsOf({ words, say }, patient, visit)}
      actions={
        <>
          {state.phase.kind !== "paused" && (
            <button type="button" disabled={isBusy} onClick={run.pause}>
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
          chosen={run.protocol}
          onProtocol={run.chooseProtocol}
          onStep={run.goTo}
          onMove={run.move}
        />
        <TakePanel
          {...{ session, step, passage, goOn }}
          name={screen.take(name, String(take))}
          onStart={run.start}
          onSkip={run.skip}
          onKeep={run.keep}
          onAgain={run.again}
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
