import { moveOnset, type OnsetEdit, removeOnset, selectOnset, stepSelection } from "./onset-edit.ts";

type Key = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean };

/** Seconds that an arrow key moves an onset: 1 ms, with Shift 10 ms, with Ctrl 0.1 ms. */
export function arrowStepSeconds({ shiftKey, ctrlKey, metaKey }: Omit<Key, "key">): number {
  if (ctrlKey || metaKey) return 1e-4;
  return shiftKey ? 0.01 : 0.001;
}

type Move = (edit: OnsetEdit, seconds: number, durationSeconds: number) => OnsetEdit;

/**
 * What a key does to the selected onset; null for a key that is none of the editor's.
 * @param move how it is moved
 */
export function onsetKeyStep(
  event: Key,
  durationSeconds: number,
  move: Move = moveOnset,
): ((edit: OnsetEdit) => OnsetEdit) | null {
  const moved = (direction: number) => (edit: OnsetEdit) => {
    const at = edit.selected === null ? undefined : edit.onsets[edit.selected];
    return at === undefined ? edit : move(edit, at + direction * arrowStepSeconds(event), durationSeconds);
  };
  switch (event.key) {
    case "ArrowLeft":
      return moved(-1);
    case "ArrowRight":
      return moved(1);
    case "ArrowUp":
      return (edit) => stepSelection(edit, -1);
    case "ArrowDown":
      return (edit) => stepSelection(edit, 1);
    case "Delete":
    case "Backspace":
      return removeOnset;
    case "Escape":
      return (edit) => selectOnset(edit, null);
    default:
      return null;
  }
}
