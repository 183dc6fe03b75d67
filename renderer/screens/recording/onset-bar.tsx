import { Plus, RotateCcw, Trash2 } from "lucide-react";
import { useWithKey } from "../../components/key-hint.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { EndButtons, UndoButtons } from "./edit-buttons.tsx";
import {
  addOnset,
  type OnsetEdit,
  removeOnset,
  replaceOnsets,
  sameOnsets,
  stepSelection,
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
        <UndoButtons edit={edit} change={change} />
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
  return (
    <span className="onset-end">
      {stage === null ? (
        <EndButtons {...{ changed, discard, save }} said={recording.onsets} />
      ) : (
        <button type="button" onClick={cancel}>
          {frame.cancelDoing(stage)}
        </button>
      )}
    </span>
  );
}
