import { CircleDashed } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import type { VisitId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import type { TaskModels } from "../../../shared/domain/task-models.ts";
import type { VisitTake } from "../../../shared/domain/visit-findings.ts";
import { Drawer } from "../../components/drawer.tsx";
import { KeyHint } from "../../components/key-hint.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { RecordingThumbnail } from "../../components/recording-thumbnail.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useWords } from "../../words.ts";
import { AnalyseAll } from "./analyse-all.tsx";
import { TakeDecisionForm } from "./take-decision.tsx";
import { VisitModels } from "./visit-models.tsx";

/** The tasks of VOC-ALS and SAND, asked of every visit. */
const standardTasks = taskIds.slice(0, 8);

type TakesCardProps = {
  visitId: VisitId;
  recordings: Recording[];
  takes: readonly VisitTake[];
  chosenModels: TaskModels;
};

/** The recordings of the visit by task: used or left out, with the reason; tasks that are still open. */
export function TakesCard({ visitId, recordings, takes, chosenModels }: TakesCardProps) {
  const { words, say } = useWords();
  const screen = words.visit.takes;
  const [choosing, setChoosing] = useState(false);
  useShortcuts({ takes: takes.length > 0 ? () => setChoosing(true) : undefined });
  const recorded = taskIds.filter((id) => recordings.some(({ task }) => task === id));
  const open = standardTasks.filter((id) => !recorded.includes(id));
  const counting = takes.filter(({ counts }) => counts).length;
  return (
    <section className="card takes" aria-label={screen.title}>
      <header>
        <h2>{words.visit.recordings}</h2>
        {takes.length > 0 && <span className="muted small">{screen.counting(counting, takes.length)}</span>}
        <span className="muted small">
          {words.visit.tasks.done(standardTasks.length - open.length, standardTasks.length)}
        </span>
      </header>
      {recorded.map((task) => (
        <TaskTakes
          key={task}
          {...{ task, takes }}
          recordings={recordings.filter((one) => one.task === task)}
        />
      ))}
      {open.length > 0 && (
        <p className="open-tasks muted small">
          <CircleDashed size={13} aria-hidden /> {words.visit.tasks.open}: {say.list(open.map(say.taskShort))}
        </p>
      )}
      <footer>
        {takes.length > 0 && (
          <button type="button" className="quiet small" onClick={() => setChoosing(true)}>
            {screen.choose} <KeyHint action="takes" />
          </button>
        )}
        <Permitted to={contract.visits.setModels}>
          <VisitModels {...{ visitId, recordings }} chosen={chosenModels} />
        </Permitted>
        {takes.length > 0 && <AnalyseAll recordings={recordings} />}
      </footer>
      {choosing && (
        <Drawer title={screen.choose} onClose={() => setChoosing(false)}>
          <TakeChooser recordings={recordings} takes={takes} />
        </Drawer>
      )}
    </section>
  );
}

type TaskTakesProps = { task: TaskId; recordings: Recording[]; takes: readonly VisitTake[] };

function TaskTakes({ task, recordings, takes }: TaskTakesProps) {
  const { words, say } = useWords();
  return (
    <>
      <h3>{say.task(task)}</h3>
      <ul className="tasks">
        {recordings.map((recording, k) => (
          <li key={recording.id}>
            <TakeLink
              recording={recording}
              name={recordings.length > 1 ? words.tasks.take(say.task(task), String(k + 1)) : say.task(task)}
            />
            <TakeState take={takes.find((one) => one.recording === recording.id)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TakeLink({ recording, name }: { recording: Recording; name: string }) {
  const { words, say } = useWords();
  const { id, fileName, analysis } = recording;
  const shown = analysis
    ? `${say.number(analysis.audio.durationSeconds, 1)} s`
    : words.visit.tasks.notAnalysed;
  return (
    <Link href={`/recordings/${id}`} title={fileName} aria-label={`${name}, ${shown}`}>
      <RecordingThumbnail recording={recording} />
      {shown}
    </Link>
  );
}

/** "● used", "✕ left out: cut off", "◌ doubtful: noise; no better take". */
export function TakeState({ take }: { take: VisitTake | undefined }) {
  const { words, say } = useWords();
  const screen = words.visit.takes;
  if (!take) return null;
  const { counts, choice, acceptance, leftOut } = take;
  const kind = counts ? (acceptance.verdict === "usable" || choice ? "used" : "doubtful") : "left-out";
  const state = { used: screen.used, doubtful: screen.doubtful, "left-out": screen.leftOut }[kind];
  const why = counts ? (choice ? [] : acceptance.reasons) : leftOut;
  return (
    <span className={`take-state ${kind}`}>
      <span className="state">{choice?.decision === "best" ? screen.best : state}</span>
      {why.length > 0 && <span className="why muted">{say.reasons(why)}</span>}
      {kind === "doubtful" && <span className="why muted">{screen.noBetter}</span>}
    </span>
  );
}

/** All takes of the visit, task by task, with what is decided of each. */
function TakeChooser({ recordings, takes }: Pick<TakesCardProps, "recordings" | "takes">) {
  const { say } = useWords();
  const recorded = taskIds.filter((id) => recordings.some(({ task }) => task === id));
  return (
    <div className="stack">
      {recorded.map((task) => (
        <section key={task} aria-label={say.task(task)}>
          <h3>{say.task(task)}</h3>
          <TakesToChoose {...{ task, takes }} recordings={recordings.filter((one) => one.task === task)} />
        </section>
      ))}
    </div>
  );
}

function TakesToChoose({ task, recordings, takes }: TaskTakesProps) {
  const { words, say } = useWords();
  return (
    <ul className="stack">
      {recordings.map((recording, k) => {
        const take = takes.find((one) => one.recording === recording.id);
        const name = recordings.length > 1 ? words.tasks.take(say.task(task), String(k + 1)) : say.task(task);
        return (
          take && (
            <li key={recording.id} className="take-choice">
              <span>
                <TakeLink recording={recording} name={name} />{" "}
                <span className="muted small">{recording.fileName}</span>
              </span>
              <TakeState take={take} />
              <TakeDecisionForm take={take} />
            </li>
          )
        );
      })}
    </ul>
  );
}
