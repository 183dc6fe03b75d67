import type { Chord, OwnShortcuts } from "../shared/domain/own-shortcuts.ts";
import type { Words } from "../shared/words/words.ts";

export type Action = keyof Words["shortcuts"]["actions"];
export type Scope = keyof Words["shortcuts"]["groups"];

/** Where an action is at hand, and the keys that start it as long as the user has chosen no others. */
type Shortcut = { scopes: readonly Scope[]; chords: readonly Chord[] };

const of = (scopes: Scope | readonly Scope[], ...chords: Chord[]): Shortcut => ({
  scopes: typeof scopes === "string" ? [scopes] : scopes,
  chords,
});

/** Every shortcut of the pages, in the order of the list of keys. */
export const shortcuts: Readonly<Record<Action, Shortcut>> = {
  palette: of("everywhere", "mod+k"),
  list: of("everywhere", "?"),
  lock: of("everywhere", "shift+l"),
  search: of("patients", "/"),
  takes: of("visit", "t"),
  compare: of(["visit", "recording"], "p"),
  play: of(["recording", "compare"], "Space"),
  stepBack: of(["recording", "compare"], "ArrowLeft"),
  stepForward: of(["recording", "compare"], "ArrowRight"),
  longStepBack: of(["recording", "compare"], "shift+ArrowLeft"),
  longStepForward: of(["recording", "compare"], "shift+ArrowRight"),
  toStart: of(["recording", "compare"], "Home"),
  toEnd: of("recording", "End"),
  previous: of(["recording", "compare"], "["),
  next: of(["recording", "compare"], "]"),
  loop: of("recording", "l"),
  selectFrom: of("recording", "s"),
  selectTo: of("recording", "d"),
  selectNone: of("recording", "Escape"),
  zoomToSelection: of("recording", "z"),
  zoomIn: of(["recording", "compare"], "+", "="),
  zoomOut: of(["recording", "compare"], "-"),
  whole: of(["recording", "compare"], "0"),
  pitch: of("recording", "1"),
  formants: of("recording", "2"),
  intensity: of("recording", "3"),
  pulses: of("recording", "4"),
  pauses: of("recording", "5"),
  part: of("recording", "6"),
  onsets: of("recording", "7"),
  words: of("recording", "8"),
  highlight: of("recording", "o"),
  correctOnsets: of("recording", "e"),
  addOnset: of("onsets", "a"),
  selectOnset: of("onsets", "ArrowDown"),
  undo: of("onsets", "mod+z"),
  redo: of("onsets", "mod+y", "mod+shift+z"),
  switchSides: of("compare", "x"),
  hearA: of("compare", "1"),
  hearB: of("compare", "2"),
  nextLook: of("intake", "n"),
  recordGoOn: of("record", "Enter"),
  recordListen: of("record", "Space"),
  recordStop: of("record", "Escape"),
  recordAgain: of("record", "a"),
  recordSkip: of("record", "s"),
  recordPause: of("record", "p"),
  recordPrevious: of("record", "ArrowUp"),
  recordNext: of("record", "ArrowDown"),
  listen: of("listening", "Space"),
};

export const actions = Object.keys(shortcuts) as Action[];
export const scopes = [...new Set(actions.flatMap((action) => shortcuts[action].scopes))];

/** Keys of an action: the user's own, else the usual ones. */
export function chordsOf(action: Action, own: OwnShortcuts): readonly Chord[] {
  return own[action] ?? shortcuts[action].chords;
}

/** Whether two actions can be at hand at once: onsets are corrected in a recording. */
function meet(one: Action, other: Action): boolean {
  const place = (scope: Scope) => (scope === "onsets" ? "recording" : scope);
  const places = shortcuts[one].scopes.map(place);
  const others = shortcuts[other].scopes.map(place);
  const isEverywhere = places.includes("everywhere") || others.includes("everywhere");
  return isEverywhere || places.some((scope) => others.includes(scope));
}

/** The action that a chord starts already where `action` is at hand; null where it is free for it. */
export function takenBy(chord: Chord, action: Action, own: OwnShortcuts): Action | null {
  const holds = (other: Action) => chordsOf(other, own).includes(chord) && meet(action, other);
  return actions.find((other) => other !== action && holds(other)) ?? null;
}

/**
 * Keys that nobody can choose: those of what has the focus, of the browser and of screen readers; and keys that come to
 * the page only together with another.
 */
export function isReserved(chord: Chord): boolean {
  return (
    /^(shift\+)?(Tab|Dead|Unidentified|Process|F\d+)$|(^|\+)(Control|Shift|Alt|AltGraph|Meta|CapsLock|Insert)$/.test(
      chord,
    ) || /^(mod|alt)\+(shift\+)?([acvxrtwnpfslqhjdou0-9+\-=]|Arrow.*|Tab|F\d+)$/.test(chord)
  );
}

/** The user's own keys with another one for an action; the usual one is nobody's own. */
export function rebound(own: OwnShortcuts, action: Action, chord: Chord | null): OwnShortcuts {
  const { [action]: _, ...others } = own;
  const [usual, ...more] = shortcuts[action].chords;
  if (chord === null || (chord === usual && more.length === 0)) return others;
  return { ...others, [action]: [chord] };
}
