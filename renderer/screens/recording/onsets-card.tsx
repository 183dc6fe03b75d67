import { Pencil } from "lucide-react";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { useWithKey } from "../../components/key-hint.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useWords } from "../../words.ts";
import { intervalsMs, onsetWords, selectOnset } from "./onset-edit.ts";
import type { OnsetEditor } from "./use-onset-editor.ts";

/** The syllable onsets in figures: the text beside the lines in the picture. */
export function OnsetsCard({ editor, fileName }: { editor: OnsetEditor; fileName: string }) {
  const { onsets, byHand, edit, start } = editor;
  const speaker = useWords();
  const { findings, recording } = speaker.words;
  const screen = recording.onsets;
  const withKey = useWithKey();
  useShortcuts({ correctOnsets: edit === null ? start : undefined });
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <span className="muted small">{onsetWords(onsets, speaker)}</span>
        {byHand && <span className="tag by-hand">{findings.placedByHand}</span>}
        <div className="actions">
          {!edit && (
            <button type="button" onClick={start} title={withKey(screen.correct, "correctOnsets")}>
              <Pencil size={15} aria-hidden />
              {screen.correct}
            </button>
          )}
          <ExportMenu
            what={screen.export}
            fileName={`${fileName}-${screen.fileName}`}
            csv={() => onsetsCsv(onsets, byHand || editor.changed)}
          />
        </div>
      </header>
      <OnsetList editor={editor} />
    </section>
  );
}

function OnsetList({ editor: { onsets, edit, change } }: { editor: OnsetEditor }) {
  const { words, say } = useWords();
  const screen = words.recording.onsets;
  if (onsets.length === 0) return <p className="content muted">{screen.none}</p>;
  const intervals = intervalsMs(onsets);
  return (
    <ol className="onset-list" aria-label={screen.list}>
      {onsets.map((onset, k) => {
        const time = `${say.number(onset, 4)} s`;
        const interval = intervals[k];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: onsets are known by their place
          <li key={k} aria-current={edit?.selected === k ? "true" : undefined}>
            <span className="muted number">{k + 1}</span>
            {edit ? (
              <button
                type="button"
                className="as-link number"
                onClick={() => change((now) => selectOnset(now, k))}
              >
                {time}
              </button>
            ) : (
              <span className="number">{time}</span>
            )}
            <span className="muted number">
              {interval == null ? screen.last : `${say.number(interval, 1)} ms`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function onsetsCsv(onsets: readonly number[], byHand: boolean): string {
  const intervals = intervalsMs(onsets);
  return csv(
    ["syllable", "onset_s", "interval_to_next_ms", "onsets"],
    onsets.map((onset, k) => [k + 1, onset, intervals[k], byHand ? "by hand" : "found"]),
  );
}
