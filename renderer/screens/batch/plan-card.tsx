import { Play } from "lucide-react";
import type { BatchPlan } from "../../../shared/domain/batch.ts";
import { TableScroll } from "../../components/table-scroll.tsx";
import { useWords } from "../../words.ts";
import { RecordingFile } from "./recording-file.tsx";

type PlanCardProps = { plan: BatchPlan; onStart: () => void };

/** What a batch would do: how many recordings of which tasks, the first by name. */
export function PlanCard({ plan: { files, tasks, first, done }, onStart }: PlanCardProps) {
  const { words, say } = useWords();
  const screen = words.batch;
  const count = (some: number) => say.count(some, "recording");
  const unknown = tasks.find(({ task }) => task === "unknown")?.files ?? 0;
  return (
    <section className="card" aria-label={screen.plan}>
      <header>
        <h2>{screen.plan}</h2>
        <button type="button" className="primary" onClick={onStart} disabled={done >= files}>
          <Play size={15} aria-hidden />
          {done > 0 ? screen.goOn : screen.start}
        </button>
      </header>
      <div className="content stack">
        <p>
          {screen.files(count(files))}{" "}
          {done > 0 && (done >= files ? screen.allDone : screen.done(count(done)))}
        </p>
        <ul className="plan-tasks">
          {tasks.map((one) => (
            <li key={one.task}>
              {say.task(one.task)} <strong>{say.number(one.files, 0)}</strong>
            </li>
          ))}
        </ul>
        {unknown > 0 && <p className="unsure">{screen.unknown(count(unknown))}</p>}
      </div>
      <TableScroll>
        <table className="batch-plan">
          <thead>
            <tr>
              <th>{screen.columns.file}</th>
              <th>{screen.columns.task}</th>
            </tr>
          </thead>
          <tbody>
            {first.map(({ file, task }) => (
              <tr key={file}>
                <td title={file}>
                  <RecordingFile file={file} />
                </td>
                <td>{say.task(task)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {files > first.length && (
        <p className="content muted small">{screen.first(say.number(first.length, 0))}</p>
      )}
    </section>
  );
}
