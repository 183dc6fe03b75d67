import { Plus, Redo2, RotateCcw, Trash2, Undo2 } from "lucide-react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useKeys } from "../../components/use-keys.ts";
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
import { useUndoKeys } from "./use-undo-keys.ts";

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
  const selectNext = (event: KeyboardEvent) => {
    event.preventDefault();
    change((now) => stepSelection(now, 1));
  };
  useKeys({ a: addAtCursor, ArrowDown: selectNext });
  useUndoKeys(change);
  return (
    <div className="onset-bar">
      <div className="actions">
        <button type="button" onClick={addAtCursor} title="A">
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
          title={onsets.undoHint}
          onClick={() => change(undoEdit)}
          disabled={edit.past.length === 0}
        >
          <Undo2 size={15} aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={onsets.redo}
          title={onsets.redoHint}
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
