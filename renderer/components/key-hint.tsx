import { sayChord } from "../chords.ts";
import { useOwnShortcuts } from "../own-shortcuts.ts";
import { type Action, chordsOf } from "../shortcuts.ts";
import { useWords } from "../words.ts";

/** The key of an action on its button. */
export function KeyHint({ action }: { action: Action }) {
  return <kbd aria-hidden>{useKeyName(action)}</kbd>;
}

/** "P", "Ctrl K": the first key of an action. */
export function useKeyName(action: Action): string {
  const [chord] = chordsOf(action, useOwnShortcuts());
  const { words } = useWords();
  return chord ? sayChord(chord, words) : "";
}

/** Puts the key of an action behind what a button's title says: "Zoom out (−)". */
export function useWithKey(): (text: string, action: Action) => string {
  const own = useOwnShortcuts();
  const { words } = useWords();
  return (text, action) => {
    const [chord] = chordsOf(action, own);
    return chord ? `${text} (${sayChord(chord, words)})` : text;
  };
}
