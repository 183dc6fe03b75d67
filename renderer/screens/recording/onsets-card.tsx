import { Pencil } from "lucide-react";
import { placedByHandWords } from "../../../shared/domain/analysis.ts";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { intervalsMs, onsetWords, selectOnset } from "./onset-edit.ts";
import type { OnsetEditor } from "./use-onset-editor.ts";

/** The syllable onsets in figures: the text beside the lines in the picture. */
export function OnsetsCard({ editor, fileName }: { editor: OnsetEditor; fileName: string }) {
  const { onsets, byHand, edit, start } = editor;
  useKeys({ e: () => edit === null && start() });
  return (
    <section className="card" aria-label="Syllable onsets">
      <header>
        <h2>Syllable onsets</h2>
        <span className="muted small">{onsetWords(onsets)}</span>
        {byHand && <span className="tag by-hand">{placedByHandWords}</span>}
        <div className="actions">
          {!edit && (
            <button type="button" onClick={start} title="E">
              <Pencil size={15} aria-hidden />
              Correct onsets
            </button>
          )}
          <ExportMenu
            what="onsets"
            fileName={`${fileName}-onsets`}
            csv={() => onsetsCsv(onsets, byHand || editor.changed)}
          />
        </div>
      </header>
      <OnsetList editor={editor} />
    </section>
  );
}

function OnsetList({ editor: { onsets, edit, change } }: { editor: OnsetEditor }) {
  if (onsets.length === 0) return <p className="content muted">No syllables were found.</p>;
  const intervals = intervalsMs(onsets);
  return (
    <ol className="onset-list" aria-label="Onsets with their times and the intervals to the next">
      {onsets.map((onset, k) => {
        const words = `${onset.toFixed(4)} s`;
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
                {words}
              </button>
            ) : (
              <span className="number">{words}</span>
            )}
            <span className="muted number">{interval == null ? "last" : `${interval.toFixed(1)} ms`}</span>
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
