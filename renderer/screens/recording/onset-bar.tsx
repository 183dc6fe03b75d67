import { Plus, Redo2, RotateCcw, Trash2, Undo2 } from "lucide-react";
import { useWithKey } from "../../components/key-hint.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import {
  addOnset,
  type OnsetEdit,
  redoEdit,
  removeOnset,
  replaceOnsets,
  sameOnsets,
  stepSelection,
  undoEdit,
} from "./onset-edit.ts";
import type { OnsetEditor } from "./use-onset-editor.ts";

type OnsetBarProps = {
  editor: OnsetEditor & { edit: OnsetEdit };
  /** Time of the player's cursor, s. */
  cursorSeconds: () => number;
};

/** What can be done with the onsets while they are corrected, above the picture that shows them. */
export function OnsetBar({ editor, cursorSeconds }: OnsetBarProps) {
  const { edit, found, change } = editor;
  const { onsets } = useWords().words.recording;
  const addAtCursor = () => change((now) => addOnset(now, cursorSeconds()));
  const withKey = useWithKey();
  useShortcuts({
    addOnset: addAtCursor,
    selectOnset: () => change((now) => stepSelection(now, 1)),
    undo: () => change(undoEdit),
    redo: () => change(redoEdit),
  });
  return (
    <div className="onset-bar">
      <div className="actions">
        <button type="button" onClick={addAtCursor} title={withKey(onsets.add, "addOnset")}>
          <Plus size={15} aria-hidden />
          {onsets.add}
        </button>
        <button
          type="button"
          onClick={() => change(removeOnset)}
          disabled={edit.selected === null}
          title={onsets.removeKey}
        >
          <Trash2 size={15} aria-hidden />
          {onsets.remove}
        </button>
        <button
          type="button"
          className="icon"
          aria-label={onsets.undo}
          title={withKey(onsets.undo, "undo")}
          onClick={() => change(undoEdit)}
          disabled={edit.past.length === 0}
        >
          <Undo2 size={15} aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={onsets.redo}
          title={withKey(onsets.redo, "redo")}
          onClick={() => change(redoEdit)}
          disabled={edit.future.length === 0}
        >
          <Redo2 size={15} aria-hidden />
        </button>
        <button
          type="button"
          onClick={() => change((now) => replaceOnsets(now, found))}
          disabled={sameOnsets(edit.onsets, found)}
        >
          <RotateCcw size={15} aria-hidden />
          {onsets.reset}
        </button>
        <SaveButtons editor={editor} />
      </div>
      <p className="small muted">{onsets.hint}</p>
      {editor.error ? <ProblemNotice problem={toProblem(editor.error)} /> : null}
    </div>
  );
}

function SaveButtons({ editor: { changed, discard, save, cancel, stage } }: { editor: OnsetEditor }) {
  const { frame, recording } = useWords().words;
  const { onsets } = recording;
  return (
    <span className="onset-end">
      {stage === null ? (
        <>
          <button type="button" onClick={discard}>
            {changed ? onsets.discard : frame.close}
          </button>
          <button
            type="button"
            className="primary"
            onClick={save}
            disabled={!changed}
            title={onsets.saveHint}
          >
            {onsets.save}
          </button>
        </>
      ) : (
        <button type="button" onClick={cancel}>
          {frame.cancelDoing(stage)}
        </button>
      )}
    </span>
  );
}
