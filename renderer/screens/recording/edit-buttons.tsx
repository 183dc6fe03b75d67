import { type LucideIcon, Redo2, Undo2 } from "lucide-react";
import { useWithKey } from "../../components/key-hint.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useWords } from "../../words.ts";
import { type OnsetEdit, redoEdit, undoEdit } from "./onset-edit.ts";

type Step = (edit: OnsetEdit) => OnsetEdit;

/** Takes a step of a correction back, and back again. */
export function UndoButtons({ edit, change }: { edit: OnsetEdit; change: (step: Step) => void }) {
  return (
    <>
      <StepButton action="undo" icon={Undo2} isThere={edit.past.length > 0} onStep={() => change(undoEdit)} />
      <StepButton
        action="redo"
        icon={Redo2}
        isThere={edit.future.length > 0}
        onStep={() => change(redoEdit)}
      />
    </>
  );
}

type StepButtonProps = { action: "undo" | "redo"; icon: LucideIcon; isThere: boolean; onStep: () => void };

function StepButton({ action, icon: Icon, isThere, onStep }: StepButtonProps) {
  const { [action]: name } = useWords().words.recording.onsets;
  const withKey = useWithKey();
  useShortcuts({ [action]: onStep });
  return (
    <button
      type="button"
      className="icon"
      aria-label={name}
      title={withKey(name, action)}
      onClick={onStep}
      disabled={!isThere}
    >
      <Icon size={15} aria-hidden />
    </button>
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
