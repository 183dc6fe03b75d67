import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import type { Say } from "../../speaker.ts";
import { namedRecordings } from "../../task-name.ts";
import { useWords } from "../../words.ts";

/** The tasks of VOC-ALS and SAND, asked of every visit. */
const standardTasks = taskIds.slice(0, 8);

/** Tasks of the visit: done, doubtful or still open. */
export function TaskList({ recordings }: { recordings: Recording[] }) {
  const screen = useWords().words.visit.tasks;
  const others = taskIds.filter(
    (id) => !standardTasks.includes(id) && recordings.some(({ task }) => task === id),
  );
  const done = standardTasks.filter((id) => recordings.some(({ task }) => task === id)).length;
  return (
    <section className="card">
      <header>
        <h2>{screen.title}</h2>
        <span className="muted small">{screen.done(done, standardTasks.length)}</span>
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
  const speaker = useWords();
  const { words, say } = speaker;
  if (recordings.length === 0)
    return (
      <li title={say.instruction(task)}>
        <CircleDashed size={16} className="muted" aria-label={words.visit.tasks.open} />
        <span className="muted">{say.task(task)}</span>
      </li>
    );
  return namedRecordings(recordings, speaker).map(({ recording, name: takeName }) => (
    <li key={recording.id}>
      <RecordingState recording={recording} />
      <Link href={`/recordings/${recording.id}`} title={recording.fileName}>
        {takeName}
      </Link>
      <span className="muted small duration">{durationWords(recording, say)}</span>
      <QualityTags recording={recording} />
    </li>
  ));
}

function RecordingState({ recording }: { recording: Recording }) {
  const screen = useWords().words.visit.tasks;
  if (!recording.analysis) return <CircleDashed size={16} aria-label={screen.notAnalysed} />;
  if (recording.analysis.quality.flags.length > 0)
    return <TriangleAlert size={16} className="doubtful" aria-label={screen.doubtful} />;
  return <CircleCheck size={16} className="recorded" aria-label={screen.recorded} />;
}

function QualityTags({ recording }: { recording: Recording }) {
  const { quality } = useWords().words;
  const flags = recording.analysis?.quality.flags ?? [];
  const [first, ...more] = flags;
  if (!first) return null;
  const title = flags.map((flag) => quality.meanings[flag]).join("\n");
  return (
    <span className="tag unreliable" title={title}>
      {quality.flags[first]}
      {more.length > 0 && ` +${more.length}`}
    </span>
  );
}

const durationWords = ({ analysis }: Recording, say: Say) =>
  analysis ? `${say.number(analysis.audio.durationSeconds, 1)} s` : "";
