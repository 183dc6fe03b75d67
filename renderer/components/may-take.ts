import type { Chord } from "../../shared/domain/own-shortcuts.ts";

const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const ends = ["Home", "End", "PageUp", "PageDown"];
const plain = (chord: Chord) => chord.replace(/^shift\+/, "");

/** The keys that a control of the browser needs for itself; a handle of ours keeps its own from going further. */
const ownKeys: readonly [controls: string, keys: readonly string[]][] = [
  ["select", [...arrows, ...ends, "Space", "Enter"]],
  ["input[type=range]", [...arrows, ...ends]],
  ["input[type=radio]", arrows],
  ["input[type=checkbox]", ["Space"]],
  ["button, a, summary", ["Space", "Enter"]],
];

/** What opened over the page and takes every key. */
const closed = "[role=alertdialog], [role=menu], [role=listbox], [aria-modal=true]";
const noText = ["range", "radio", "checkbox", "button", "submit", "file", "color"];

/** Whether a shortcut may have a key that was pressed at `target`, or the control there needs it: text is typed in a field. */
export function mayTake(chord: Chord, target: EventTarget | null, isAlsoWhileTyping = false): boolean {
  if (!(target instanceof Element) || isAlsoWhileTyping) return true;
  if (target.closest(closed) || isTextField(target)) return false;
  return !ownKeys.some(([controls, keys]) => target.closest(controls) && keys.includes(plain(chord)));
}

function isTextField(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !noText.includes(target.type);
  return target.closest("textarea, [contenteditable=true], [role=textbox]") !== null;
}
