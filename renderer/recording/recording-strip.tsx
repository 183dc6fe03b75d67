import { Link, useLocation } from "wouter";
import type { Recording } from "../../shared/domain/analysis.ts";
import { useKeys } from "../components/use-keys.ts";
import { taskName } from "../task-name.ts";

/** The recordings of the visit side by side, to go from one to the next. */
export function RecordingStrip({ recordings, current }: { recordings: Recording[]; current: string }) {
  const [, go] = useLocation();
  const at = recordings.findIndex(({ id }) => id === current);
  const open = (recording: Recording | undefined) => recording && go(`/recordings/${recording.id}`);
  useKeys({ "[": () => open(recordings[at - 1]), "]": () => open(recordings[at + 1]) });
  if (recordings.length < 2) return null;
  return (
    <nav className="strip" aria-label="Recordings of this visit">
      {recordings.map((recording) => (
        <Link
          key={recording.id}
          href={`/recordings/${recording.id}`}
          aria-current={recording.id === current ? "page" : undefined}
        >
          {taskName(recording.task)}
        </Link>
      ))}
    </nav>
  );
}
