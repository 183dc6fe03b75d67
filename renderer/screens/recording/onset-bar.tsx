import { Plus, Redo2, RotateCcw, Trash2, Undo2 } from "lucide-react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { toProblem } from "../../problem.ts";
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
          Add at the cursor
        </button>
        <button
          type="button"
          onClick={() => change(removeOnset)}
          disabled={edit.selected === null}
          title="Delete"
        >
          <Trash2 size={15} aria-hidden />
          Remove onset
        </button>
        <button
          type="button"
          className="icon"
          aria-label="Undo"
          title="Undo (Ctrl Z)"
          onClick={() => change(undoEdit)}
          disabled={edit.past.length === 0}
        >
          <Undo2 size={15} aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          aria-label="Redo"
          title="Redo (Ctrl Y)"
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
          Reset to those found
        </button>
        <SaveButtons editor={editor} />
      </div>
      <p className="small muted">
        Select a line by mouse or with <kbd>↑</kbd> <kbd>↓</kbd>; drag it, or move it with <kbd>←</kbd>{" "}
        <kbd>→</kbd> by 1 ms (Shift 10 ms, Ctrl 0.1 ms).
      </p>
      {editor.error ? <ProblemNotice problem={toProblem(editor.error)} /> : null}
    </div>
  );
}

function SaveButtons({ editor: { changed, discard, save, cancel, stage } }: { editor: OnsetEditor }) {
  return (
    <span className="onset-end">
      {stage === null ? (
        <>
          <button type="button" onClick={discard}>
            {changed ? "Discard changes" : "Close"}
          </button>
          <button
            type="button"
            className="primary"
            onClick={save}
            disabled={!changed}
            title="The rhythm is measured again"
          >
            Save onsets
          </button>
        </>
      ) : (
        <button type="button" onClick={cancel}>
          {stage} … Cancel
        </button>
      )}
    </span>
  );
}
