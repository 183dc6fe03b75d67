import { Redo2, Undo2 } from "lucide-react";
import { useWithKey } from "../../components/key-hint.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { type OnsetEdit, redoEdit, undoEdit } from "./onset-edit.ts";
import type { WordEditor } from "./use-word-editor.ts";

/** What can be done with the words while their times are corrected, above the picture that shows them. */
export function WordBar({ editor }: { editor: WordEditor & { edit: OnsetEdit } }) {
  const { edit, change, changed, discard, save, cancel, stage, byHand, alignAgain, error } = editor;
  const { frame, recording } = useWords().words;
  const { onsets, words } = recording;
  const withKey = useWithKey();
  useShortcuts({ undo: () => change(undoEdit), redo: () => change(redoEdit) });
  return (
    <div className="onset-bar">
      <div className="actions">
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
        {stage === null ? (
          <>
            <button type="button" onClick={alignAgain} disabled={!byHand}>
              {words.alignAgain}
            </button>
            <span className="onset-end">
              <button type="button" onClick={discard}>
                {changed ? onsets.discard : frame.close}
              </button>
              <button
                type="button"
                className="primary"
                onClick={save}
                disabled={!changed}
                title={words.saveHint}
              >
                {words.save}
              </button>
            </span>
          </>
        ) : (
          <button type="button" onClick={cancel}>
            {frame.cancelDoing(stage)}
          </button>
        )}
      </div>
      <p className="small muted">{words.hint}</p>
      {error ? <ProblemNotice problem={toProblem(error)} /> : null}
    </div>
  );
}
