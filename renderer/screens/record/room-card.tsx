import { Check, Info, TriangleAlert } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { RoomCheck, RoomFinding } from "../../../shared/domain/room-check.ts";
import { KeyHint } from "../../components/key-hint.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { momentWords } from "../../moment.ts";
import { toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import type { RecordSession } from "./record-session.ts";
import { useRoomCheck } from "./use-room-check.ts";

type RoomCardProps = { session: RecordSession; check: RoomCheck | null };

/** What a check of room and microphone found, and what begins one. */
export function RoomCard({ session, check }: RoomCardProps) {
  const speaker = useWords();
  const { room, frame } = speaker.words;
  const { phase, microphone } = useSyncExternalStore(session.subscribe, session.get);
  const run = useRoomCheck(session);
  const stage = phase.kind === "probing" ? phase.stage : null;
  const isPoor = check?.findings.some(({ standing }) => standing === "poor") ?? false;
  const isOther = microphone.kind === "open" && check && check.device.label !== microphone.device.label;
  return (
    <section className="card record-room" aria-label={room.title}>
      <header>
        <h2>{room.title}</h2>
        {!check && <span className="muted small">{room.notYet}</span>}
        {check && (
          <strong className={isPoor ? "outside" : "within"}>{room.overall[isPoor ? "poor" : "good"]}</strong>
        )}
      </header>
      <div className="content stack">
        {run.isPending ? (
          <>
            <p className="record-stage" aria-live="assertive">
              {stage ? room.stages[stage] : frame.doing(room.stages.judging)}
            </p>
            {stage && (
              <button type="button" onClick={session.stop}>
                {room.cancel} <KeyHint action="recordStop" />
              </button>
            )}
          </>
        ) : (
          <>
            {check ? <RoomFindings check={check} /> : <p>{room.why}</p>}
            {isOther && <p className="notice">{room.otherDevice}</p>}
            {run.error && <ProblemNotice problem={toProblem(run.error)} />}
            <div className="beside">
              <button
                type="button"
                disabled={microphone.kind !== "open" || phase.kind !== "ready"}
                onClick={() => run.mutate()}
              >
                {check ? room.again : room.check}
              </button>
              {check && <span className="muted small">{room.checkedAt(momentWords(check.at, speaker))}</span>}
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function RoomFindings({ check: { facts, findings } }: { check: RoomCheck }) {
  const { words, say } = useWords();
  const { room } = words;
  return (
    <>
      {facts.noiseDbfs !== null && (
        <p className="record-fact">
          <span className="muted">{room.noise}</span>
          <span>{room.dbfs(say.number(facts.noiseDbfs, 0))}</span>
        </p>
      )}
      {facts.snrDb !== null && (
        <p className="record-fact">
          <span className="muted">{room.snr}</span>
          <span>{room.decibels(say.number(facts.snrDb, 0))}</span>
        </p>
      )}
      <ul className="record-checks">
        {findings.map((finding) => (
          <RoomLine key={finding.aspect} finding={finding} facts={facts} />
        ))}
      </ul>
    </>
  );
}

function RoomLine({ finding, facts }: { finding: RoomFinding; facts: RoomCheck["facts"] }) {
  const speaker = useWords();
  const { room } = speaker.words;
  const { aspect, standing, remark } = finding;
  if (standing === "not-checked")
    return (
      <li>
        <Info size={15} aria-hidden />
        <span className="muted">{room.notChecked[aspect]}</span>
      </li>
    );
  if (!remark)
    return (
      <li className="good">
        <Check size={15} aria-hidden />
        <span>{room.good[aspect]}</span>
      </li>
    );
  const { what, todo } = room.remarks[remark];
  return (
    <li className="bad">
      <TriangleAlert size={15} aria-hidden />
      <span>
        <strong>{[what, detailOf(finding, facts, speaker)].filter(Boolean).join(", ")}</strong>
        <span className="record-line small">{todo}</span>
      </span>
    </li>
  );
}

/** The number behind a remark; empty where it says all by itself. */
function detailOf({ remark }: RoomFinding, facts: RoomCheck["facts"], { words, say }: Speaker): string {
  const { room } = words;
  if (remark === "hum" && facts.hum) return room.humOf(say.number(facts.hum.hz, 0));
  if (remark === "narrow-band" && facts.bandEdgeHz !== null)
    return room.edgeAt(say.number(facts.bandEdgeHz / 1000, 1));
  if (remark === "gain-follows" && facts.toneDriftDb !== null)
    return room.driftOf(say.number(facts.toneDriftDb, 0));
  return "";
}
