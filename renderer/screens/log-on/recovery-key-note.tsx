import { useWords } from "../../words.ts";

type RecoveryKeyNoteProps = { recoveryKey: string; onKept: () => void };

/** The recovery key, shown once: nothing else before it was put away. */
export function RecoveryKeyNote({ recoveryKey, onKept }: RecoveryKeyNoteProps) {
  const { logOn } = useWords().words;
  return (
    <main className="log-on">
      <section className="card">
        <header>
          <h1>{logOn.recoveryTitle}</h1>
        </header>
        <div className="content stack">
          <p>{logOn.recoveryPurpose}</p>
          <p>
            <code className="recovery-key">{recoveryKey}</code>
          </p>
          <div className="foot">
            <button type="button" className="primary" onClick={onKept}>
              {logOn.recoveryKept}
            </button>
          </div>
        </div>
      </section>
    </main>
  );
}
