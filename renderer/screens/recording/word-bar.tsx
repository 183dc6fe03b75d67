import { ProblemNotice } from "../../components/problem-notice.tsx";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { EndButtons, UndoButtons } from "./edit-buttons.tsx";
import type { OnsetEdit } from "./onset-edit.ts";
import type { WordEditor } from "./use-word-editor.ts";

/** What can be done with the words while their times are corrected, above the picture that shows them. */
export function WordBar({ editor }: { editor: WordEditor & { edit: OnsetEdit } }) {
  const { edit, change, changed, discard, save, cancel, stage, byHand, alignAgain, error } = editor;
  const { frame, recording } = useWords().words;
  const { words } = recording;
  return (
    <div className="onset-bar">
      <div className="actions">
        <UndoButtons edit={edit} change={change} />
        {stage === null ? (
          <>
            <button type="button" onClick={alignAgain} disabled={!byHand}>
              {words.alignAgain}
            </button>
            <span className="onset-end">
              <EndButtons {...{ changed, discard, save }} said={words} />
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
