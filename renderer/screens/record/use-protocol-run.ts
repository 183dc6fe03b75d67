import { useEffect, useState, useSyncExternalStore } from "react";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Protocols } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { RecordingState } from "../../../shared/domain/recording-state.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { core } from "../../core-client.ts";
import { recordingsChanged } from "../../queries.ts";
import { sessionNow } from "../../session.ts";
import { useWords } from "../../words.ts";
import { nextOpen, protocolProgress, withTake } from "./protocol-progress.ts";
import { RecordSession } from "./record-session.ts";
import { useProtocolPlan } from "./use-protocol-plan.ts";

/** The visit's protocol while it is recorded: where it stands, the take that runs or was judged, what can be done by hand or key. */
export function useProtocolRun({
  visit,
  recordings,
  noted,
  protocols,
}: {
  visit: Visit;
  recordings: Recording[];
  noted: RecordingState;
  protocols: Protocols;
}) {
  const { words } = useWords();
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
  const { step } = progress[position]!;
  const following = nextOpen(progress, position);
  const keep = () => {
    session.next();
    setAsked(following ?? position);
  };
  const again = () => {
    if (!judged?.recording) return;
    void session.replace(judged.recording.id, words.record.verdict.againReason);
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

  const chooseProtocol = (protocol: Parameters<typeof plan.choose>[0]) => {
    plan.choose(protocol);
    setAsked(null);
  };
  return {
    ...{ session, state, progress, position, judged, following, isBusy },
    protocol: plan.chosen,
    goTo: setAsked,
    ...{ chooseProtocol, start, skip, keep, again, pause, move },
  };
}

/** The first take says when recording began, unless somebody has said it. */
async function noteTime(id: VisitId, noted: RecordingState): Promise<void> {
  const timeOfDay = new Date().toTimeString().slice(0, 5);
  await core.visits
    .setState({ id, state: { ...noted, timeOfDay }, seen: noted })
    .then(recordingsChanged)
    .catch(() => {});
}
