import { Play, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { sayBatchProgress } from "../../../shared/words/say-batch.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useWords } from "../../words.ts";
import type { BatchRun } from "./batch-run.ts";
import { batchRuns } from "./batch-runs.ts";

type RunCardProps = { run: BatchRun; onGoOn: () => void };

/** How far the last run is or came, and how it is stopped or gone on with. */
export function RunCard({ run, onGoOn }: RunCardProps) {
  const { words } = useWords();
  const screen = words.batch;
  const { kind, choice, told } = run;
  return (
    <section className="card" aria-label={screen.run}>
      <div className="content stack">
        <div className="batch-run">
          {kind === "running" && (
            <button type="button" onClick={batchRuns.stop}>
              <Square size={15} aria-hidden />
              {words.frame.stop}
            </button>
          )}
          {(kind === "stopped" || kind === "failed") && (
            <button type="button" className="primary" onClick={onGoOn}>
              <Play size={15} aria-hidden />
              {screen.goOn}
            </button>
          )}
          <span className="path muted small" title={choice.source}>
            {choice.source}
          </span>
        </div>
        {told && <Done told={told} />}
        {kind === "running" && <Pace run={run} />}
        {kind === "failed" && <ProblemNotice problem={run.problem} />}
        <p role="status">
          {kind === "stopped" && screen.stopped}
          {kind === "finished" && screen.finished}
        </p>
      </div>
    </section>
  );
}

function Done({ told: { total, before, done } }: { told: NonNullable<BatchRun["told"]> }) {
  const { run } = useWords().words.batch;
  if (!total) return null;
  const percent = Math.round((100 * (before + done)) / total);
  return (
    <div className="progress" role="progressbar" aria-valuenow={percent} aria-label={run}>
      <div className="progress-done" style={{ width: `${percent}%` }} />
    </div>
  );
}

/** The rate falls with the time, also while no recording is done. */
function Pace({ run: { told, startedAt } }: { run: BatchRun }) {
  const { words, language } = useWords();
  const now = useNow();
  if (!told) return <p className="muted">{words.frame.doing(words.batch.beginning)}</p>;
  return <p>{sayBatchProgress(told, (now - startedAt) / 1000, language)}</p>;
}

/** The page's clock, ms, told once a second. */
function useNow(): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
