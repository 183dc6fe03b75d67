import { RotateCcw, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useWords } from "../../words.ts";
import { type ImportItem, isComing, stageWords } from "./import-queue.ts";
import { imports } from "./imports.ts";

/** Files on their way into the visit, and those that did not get in. */
export function ImportList({ visitId }: { visitId: string }) {
  const items = useSyncExternalStore(imports.subscribe, imports.get);
  const shown = items.filter((item) => item.visitId === visitId && !isPlainlyDone(item));
  const coming = shown.filter(isComing).length;
  const screen = useWords().words.visit.imports;
  if (shown.length === 0) return null;
  return (
    <section className="card" aria-label={screen.label}>
      <header>
        <h2>{screen.title}</h2>
        <span className="muted" aria-live="polite">
          {coming > 0 ? screen.coming(coming, items.filter((item) => item.visitId === visitId).length) : ""}
        </span>
      </header>
      <ul className="imports">
        {shown.map((item) => (
          <li key={item.id}>
            <ImportRow item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const isPlainlyDone = ({ state }: ImportItem) => state.kind === "done" && !state.duplicate;

function ImportRow({ item }: { item: ImportItem }) {
  const { id, file, state } = item;
  const speaker = useWords();
  const { words } = speaker;
  if (state.kind === "failed")
    return (
      <div className="import-failed">
        <ProblemNotice problem={state.problem} />
        <ImportEnd id={id} />
      </div>
    );
  const running = state.kind === "sending" || state.kind === "working";
  return (
    <div className="import-row">
      <span className="name" title={file.name}>
        {file.name}
      </span>
      {running ? <ProgressBar fraction={state.fraction} name={file.name} /> : <span />}
      <span className="muted">{stageWords(state, speaker)}</span>
      {running || state.kind === "waiting" ? (
        <button
          type="button"
          onClick={() => imports.cancel(id)}
          aria-label={words.visit.imports.cancelFile(file.name)}
        >
          {words.frame.cancel}
        </button>
      ) : (
        <ImportEnd id={id} retry={state.kind === "cancelled"} />
      )}
    </div>
  );
}

function ImportEnd({ id, retry = true }: { id: number; retry?: boolean }) {
  const screen = useWords().words.visit.imports;
  return (
    <span className="import-end">
      {retry && (
        <button type="button" onClick={() => imports.retry(id)}>
          <RotateCcw size={14} aria-hidden />
          {screen.tryAgain}
        </button>
      )}
      <button
        type="button"
        className="quiet icon"
        aria-label={screen.dismiss}
        onClick={() => imports.dismiss(id)}
      >
        <X size={16} aria-hidden />
      </button>
    </span>
  );
}

export function ProgressBar({ fraction, name }: { fraction: number; name: string }) {
  const percent = Math.round(fraction * 100);
  return (
    <div className="progress" role="progressbar" aria-valuenow={percent} aria-label={name}>
      <div className="progress-done" style={{ width: `${percent}%` }} />
    </div>
  );
}
