import { Link, useLocation } from "wouter";
import type { Recording } from "../../../shared/domain/recording.ts";
import { RecordingThumbnail } from "../../components/recording-thumbnail.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useVisitFindings } from "../../queries.ts";
import { namedRecordings } from "../../task-name.ts";
import { useWords } from "../../words.ts";

type RecordingStripProps = { recordings: Recording[]; visitId: string; current: string };

/** The recordings of the visit at the side, to go from one to the next; one that does not count says so. */
export function RecordingStrip({ recordings, visitId, current }: RecordingStripProps) {
  const [, go] = useLocation();
  const speaker = useWords();
  const { words, say } = speaker;
  const takes = useVisitFindings(visitId).data?.takes ?? [];
  const named = namedRecordings(recordings, speaker);
  const at = named.findIndex(({ recording }) => recording.id === current);
  const opening = (one: { recording: Recording } | undefined) =>
    one && (() => go(`/recordings/${one.recording.id}`));
  useShortcuts({ previous: opening(named[at - 1]), next: opening(named[at + 1]) });
  const isLeftOut = (id: string) => takes.some((take) => take.recording === id && !take.counts);
  return (
    <nav className="strip" aria-label={words.recording.siblings}>
      {named.map(({ recording, name }) => (
        <Link
          key={recording.id}
          href={`/recordings/${recording.id}`}
          title={recording.fileName}
          aria-current={recording.id === current ? "page" : undefined}
        >
          <span>{name}</span>
          {recording.analysis && (
            <span className="muted small" aria-hidden>
              {say.number(recording.analysis.audio.durationSeconds, 1)} s
            </span>
          )}
          <RecordingThumbnail recording={recording} />
          {isLeftOut(recording.id) && <span className="muted small">{words.visit.takes.leftOut}</span>}
        </Link>
      ))}
    </nav>
  );
}
