import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contract } from "../../../shared/contract/contract.ts";
import type { ListeningSession } from "../../../shared/domain/listening.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { core } from "../../core-client.ts";
import { queryClient, recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { AgreementCard } from "./agreement-card.tsx";
import { BeginCard } from "./begin-card.tsx";
import { Hearing } from "./hearing.tsx";
import "./listening.css";

/** Where recordings are judged by ear, and sentences written down, blind to whose they are and of when. */
export function ListeningScreen({ patientId }: { patientId?: string }) {
  const { words } = useWords();
  const screen = words.listening;
  const [session, setSession] = useState<string | null>(null);
  const [isDone, setIsDone] = useState(false);
  const leave = async (done: boolean) => {
    setSession(null);
    setIsDone(done);
    await Promise.all([queryClient.invalidateQueries({ queryKey: ["listenings"] }), recordingsChanged()]);
  };
  const begin = (sessionId: string) => {
    setIsDone(false);
    setSession(sessionId);
  };
  if (session) return <Hearing sessionId={session} onLeave={leave} />;
  return (
    <Page title={screen.title}>
      <p className="muted listening-purpose">{screen.purpose}</p>
      {isDone && (
        <p className="notice" role="status">
          {screen.done}
        </p>
      )}
      <div className="stack listening">
        <OpenSessions onGoOn={begin} />
        <BeginCard patientId={patientId} onBegun={begin} />
        <Permitted to={contract.listenings.agreement}>
          <AgreementCard />
        </Permitted>
      </div>
    </Page>
  );
}

function OpenSessions({ onGoOn }: { onGoOn: (sessionId: string) => void }) {
  const { words, say } = useWords();
  const screen = words.listening;
  const open = useQuery({
    queryKey: ["listenings", "open"],
    queryFn: ({ signal }) => core.listenings.open(undefined, { signal }),
  });
  const end = async (sessionId: string) => {
    await core.listenings.end({ sessionId });
    await queryClient.invalidateQueries({ queryKey: ["listenings"] });
  };
  const line = ({ kind, done, all, askedAt }: ListeningSession) =>
    screen.openSession(
      screen.kinds[kind],
      say.number(done, 0),
      say.number(all, 0),
      say.date(askedAt.slice(0, 10)),
    );
  if (!open.data?.length) return null;
  return (
    <section className="card" aria-label={screen.open}>
      <header>
        <h2>{screen.open}</h2>
      </header>
      <ul className="content open-sessions">
        {open.data.map((session) => (
          <li key={session.sessionId}>
            <span>{line(session)}</span>
            <button type="button" className="primary" onClick={() => onGoOn(session.sessionId)}>
              {screen.goOn}
            </button>
            <ConfirmButton
              question={screen.endQuestion}
              confirm={screen.endSession}
              onConfirm={() => end(session.sessionId)}
            >
              {screen.endSession}
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
