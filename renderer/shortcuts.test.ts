import { expect, test } from "vitest";
import { wordsOf } from "../shared/words/words.ts";
import { chordOf, sayChord } from "./chords.ts";
import { actions, chordsOf, isReserved, rebound, scopes, shortcuts, takenBy } from "./shortcuts.ts";

type Keys = { shift?: boolean; ctrl?: boolean; meta?: boolean; alt?: boolean; altGr?: boolean };

const pressed = (key: string, { shift, ctrl, meta, alt, altGr }: Keys = {}) =>
  chordOf({
    key,
    shiftKey: shift ?? false,
    ctrlKey: ctrl ?? false,
    metaKey: meta ?? false,
    altKey: alt ?? false,
    getModifierState: (name) => name === "AltGraph" && (altGr ?? false),
  });

test("a chord is the same whatever caps lock and the layout of the keyboard", () => {
  expect(pressed("o")).toBe("o");
  expect(pressed("O")).toBe("o"); // caps lock
  expect(pressed("L", { shift: true })).toBe("shift+l");
  expect(pressed("?", { shift: true })).toBe("?");
  expect(pressed("[", { ctrl: true, alt: true, altGr: true })).toBe("["); // AltGr 8 on a German keyboard
  expect(pressed(" ")).toBe("Space");
  expect(pressed("ArrowLeft", { shift: true })).toBe("shift+ArrowLeft");
  expect(pressed("k", { meta: true })).toBe("mod+k");
  expect(pressed("Z", { ctrl: true, shift: true })).toBe("mod+shift+z");
});

test("a chord is said as the keyboard of the language has it", () => {
  expect(sayChord("mod+k", wordsOf("en"))).toBe("Ctrl K");
  expect(sayChord("shift+ArrowLeft", wordsOf("de"))).toBe("Umschalt ←");
  expect(sayChord("+", wordsOf("en"))).toBe("+");
  expect(sayChord("Space", wordsOf("de"))).toBe("Leertaste");
});

test("no usual key starts two actions that can be at hand at once, and none is reserved", () => {
  const doubled = actions.flatMap((action) =>
    shortcuts[action].chords.filter((chord) => takenBy(chord, action, {}) !== null),
  );
  // Escape belongs to the drawer first, then to the selection
  expect(doubled).toEqual([]);
  expect(actions.flatMap((action) => shortcuts[action].chords.filter(isReserved))).toEqual([]);
});

test("a chosen key is told as taken where its holder can be at hand, and only there", () => {
  expect(takenBy("o", "loop", {})).toBe("highlight");
  expect(takenBy("l", "addOnset", {})).toBe("loop"); // onsets are corrected in a recording
  expect(takenBy("x", "loop", {})).toBe(null); // the comparison is another screen
  expect(takenBy("x", "lock", {})).toBe("switchSides"); // the lock is everywhere
  expect(takenBy("l", "addOnset", { loop: ["k"] })).toBe(null);
});

test("the usual key again is no own key", () => {
  const own = rebound({}, "loop", "k");
  expect(own).toEqual({ loop: ["k"] });
  expect(chordsOf("loop", own)).toEqual(["k"]);
  expect(rebound(own, "loop", "l")).toEqual({});
  expect(rebound(own, "loop", null)).toEqual({});
  expect(rebound({}, "zoomIn", "+")).toEqual({ zoomIn: ["+"] }); // "=" no longer zooms
});

test("keys of the browser and of what has the focus cannot be chosen", () => {
  for (const chord of ["Tab", "shift+Tab", "Control", "mod+t", "mod+Tab", "alt+ArrowLeft", "F5", "Dead"])
    expect(isReserved(chord), chord).toBe(true);
  for (const chord of ["b", "shift+b", "Delete", "mod+b", "ArrowUp"])
    expect(isReserved(chord), chord).toBe(false);
});

test("every scope has an action", () => {
  expect(scopes.toSorted()).toEqual(Object.keys(wordsOf("en").shortcuts.groups).toSorted());
});
