import { Redo2, Undo2 } from "lucide-react";
import { useWithKey } from "../../components/key-hint.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useWords } from "../../words.ts";
import { type OnsetEdit, redoEdit, undoEdit } from "./onset-edit.ts";

type Step = (edit: OnsetEdit) => OnsetEdit;

/** Takes a step of a correction back, and back again. */
export function UndoButtons({ edit, change }: { edit: OnsetEdit; change: (step: Step) => void }) {
  const { onsets } = useWords().words.recording;
  const withKey = useWithKey();
  const undo = () => change(undoEdit);
  const redo = () => change(redoEdit);
  useShortcuts({ undo, redo });
  return (
    <>
      <button
        type="button"
        className="icon"
        aria-label={onsets.undo}
        title={withKey(onsets.undo, "undo")}
        onClick={undo}
        disabled={edit.past.length === 0}
      >
        <Undo2 size={15} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={onsets.redo}
        title={withKey(onsets.redo, "redo")}
        onClick={redo}
        disabled={edit.future.length === 0}
      >
        <Redo2 size={15} aria-hidden />
      </button>
    </>
  );
}

type EndButtonsProps = {
  changed: boolean;
  discard: () => void;
  save: () => void;
  said: { save: string; saveHint: string };
};

/** Ends a correction: saved, or as it was. */
export function EndButtons({ changed, discard, save, said }: EndButtonsProps) {
  const { frame, recording } = useWords().words;
  return (
    <>
      <button type="button" onClick={discard}>
        {changed ? recording.onsets.discard : frame.close}
      </button>
      <button type="button" className="primary" onClick={save} disabled={!changed} title={said.saveHint}>
        {said.save}
      </button>
    </>
  );
}
