import type { Chord } from "../shared/domain/own-shortcuts.ts";
import type { Words } from "../shared/words/words.ts";

type Pressed = Pick<
  KeyboardEvent,
  "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "getModifierState"
>;

const modifiers = ["mod", "alt", "shift"] as const;

/**
 * What was pressed: modifiers, then the key as `KeyboardEvent.key` has it. Ctrl and Command are "mod", the space bar is
 * "Space". A letter counts in whichever case, so that caps lock changes nothing; of other signs Shift and AltGr are a part
 * of the sign ("?" and, on a German keyboard, "[").
 */
export function chordOf(event: Pressed): Chord {
  const key = event.key === " " ? "Space" : event.key;
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const isSign = key.length === 1 && !isLetter;
  const isAltGr = event.getModifierState("AltGraph");
  const held = {
    mod: (event.ctrlKey || event.metaKey) && !isAltGr,
    alt: event.altKey && !isAltGr,
    shift: event.shiftKey && !isSign,
  };
  return [...modifiers.filter((name) => held[name]), isLetter ? key.toLowerCase() : key].join("+");
}

/** Modifiers and key of a chord; the key may be "+" itself. */
function partsOf(chord: Chord): string[] {
  const key = chord.endsWith("+") ? "+" : (chord.split("+").at(-1) ?? chord);
  return [...chord.slice(0, chord.length - key.length).split("+"), key].filter(Boolean);
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  "-": "−",
};

const namedKeys: Readonly<Record<string, keyof Words["frame"]["keyNames"]>> = {
  mod: "control",
  alt: "alt",
  shift: "shift",
  Space: "space",
  Enter: "enter",
  Escape: "escape",
  Home: "home",
  End: "end",
  Tab: "tab",
  Delete: "delete",
};

/** "Ctrl K", "Umschalt ←": as the keyboard of the language has it. */
export function sayChord(chord: Chord, { frame }: Words): string {
  return partsOf(chord)
    .map((part) => {
      const name = namedKeys[part];
      return name ? frame.keyNames[name] : (signs[part] ?? (part.length === 1 ? part.toUpperCase() : part));
    })
    .join(" ");
}
