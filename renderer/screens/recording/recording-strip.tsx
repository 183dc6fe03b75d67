import { Link, useLocation } from "wouter";
import type { Recording } from "../../../shared/domain/recording.ts";
import { useKeys } from "../../components/use-keys.ts";
import { namedRecordings } from "../../task-name.ts";
import { useWords } from "../../words.ts";

/** The recordings of the visit side by side, to go from one to the next. */
export function RecordingStrip({ recordings, current }: { recordings: Recording[]; current: string }) {
  const [, go] = useLocation();
  const speaker = useWords();
  const named = namedRecordings(recordings, speaker);
  const at = named.findIndex(({ recording }) => recording.id === current);
  const open = (one: { recording: Recording } | undefined) => one && go(`/recordings/${one.recording.id}`);
  useKeys({ "[": () => open(named[at - 1]), "]": () => open(named[at + 1]) });
  if (named.length < 2) return null;
  return (
    <nav className="strip" aria-label={speaker.words.recording.siblings}>
      {named.map(({ recording, name }) => (
        <Link
          key={recording.id}
          href={`/recordings/${recording.id}`}
          aria-current={recording.id === current ? "page" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
