import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { sayInstruction, sayTask } from "../../../shared/words/say-task.ts";
import { namedRecordings } from "../../task-name.ts";
import { flagWords } from "../recording/quality-words.ts";

/** The tasks of VOC-ALS and SAND, asked of every visit. */
const standardTasks = taskIds.slice(0, 8);

/** Tasks of the visit: done, doubtful or still open. */
export function TaskList({ recordings }: { recordings: Recording[] }) {
  const others = taskIds.filter(
    (id) => !standardTasks.includes(id) && recordings.some(({ task }) => task === id),
  );
  const done = standardTasks.filter((id) => recordings.some(({ task }) => task === id)).length;
  return (
    <section className="card">
      <header>
        <h2>Tasks</h2>
        <span className="muted small">
          {done} of {standardTasks.length} standard tasks
        </span>
      </header>
      <ul className="tasks">
        {[...standardTasks, ...others].map((task) => (
          <TaskRow key={task} task={task} recordings={recordings.filter((one) => one.task === task)} />
        ))}
      </ul>
    </section>
  );
}

function TaskRow({ task, recordings }: { task: TaskId; recordings: Recording[] }) {
  const [name, instruction] = [sayTask(task, "en"), sayInstruction(task, "en")];
  if (recordings.length === 0)
    return (
      <li title={instruction}>
        <CircleDashed size={16} className="muted" aria-label="open" />
        <span className="muted">{name}</span>
      </li>
    );
  return namedRecordings(recordings).map(({ recording, name: takeName }) => (
    <li key={recording.id}>
      <RecordingState recording={recording} />
      <Link href={`/recordings/${recording.id}`} title={recording.fileName}>
        {takeName}
      </Link>
      <span className="muted small duration">{durationWords(recording)}</span>
      <QualityTags recording={recording} />
    </li>
  ));
}

function RecordingState({ recording }: { recording: Recording }) {
  if (!recording.analysis) return <CircleDashed size={16} aria-label="not analysed yet" />;
  if (recording.analysis.quality.flags.length > 0)
    return <TriangleAlert size={16} className="doubtful" aria-label="recorded, quality doubtful" />;
  return <CircleCheck size={16} className="recorded" aria-label="recorded" />;
}

function QualityTags({ recording }: { recording: Recording }) {
  const flags = recording.analysis?.quality.flags ?? [];
  const [first, ...more] = flags;
  if (!first) return null;
  const title = flags.map((flag) => flagWords[flag].meaning).join("\n");
  return (
    <span className="tag unreliable" title={title}>
      {flagWords[first].name}
      {more.length > 0 && ` +${more.length}`}
    </span>
  );
}

const durationWords = ({ analysis }: Recording) =>
  analysis ? `${analysis.audio.durationSeconds.toFixed(1)} s` : "";
