import { type RefObject, useEffect, useRef } from "react";
import { chordOf } from "../chords.ts";
import { ownShortcutsNow } from "../own-shortcuts.ts";
import { type Action, actions, chordsOf } from "../shortcuts.ts";
import { mayTake } from "./may-take.ts";

/** What actions do at the moment; undefined: not at hand. */
type Handlers = Partial<Record<Action, (() => void) | undefined>>;

/** Of every component that has actions at hand, the last that came last. */
const held: RefObject<Handlers>[] = [];

/** Puts actions at hand of the keyboard and the command palette while a component is there. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    held.push(latest);
    return () => void held.splice(held.indexOf(latest), 1);
  }, []);
}

const handlerOf = (action: Action) =>
  held.findLast(({ current }) => current[action] !== undefined)?.current[action];

/** What can be done here and now, in the order of the list of keys. */
export function actionsAtHand(): { action: Action; act: () => void }[] {
  return actions.flatMap((action) => {
    const act = handlerOf(action);
    return act ? [{ action, act }] : [];
  });
}

/** Starts the action of a key that is pressed anywhere in the page, unless the key belongs to what has the focus. */
export function useShortcutKeys(): void {
  useEffect(() => {
    // what opened over the page closes by Escape, and is gone when the key comes to the window
    let hasOpen = false;
    const look = () => {
      hasOpen = document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
    };
    const press = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      if (event.defaultPrevented || (chord === "Escape" && hasOpen)) return;
      const own = ownShortcutsNow();
      const found = actionsAtHand().find(({ action }) => chordsOf(action, own).includes(chord));
      if (!found || !mayTake(chord, event.target, found.action === "palette")) return;
      event.preventDefault(); // the sign must not land in a field that takes the focus
      found.act();
    };
    window.addEventListener("keydown", look, true);
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", look, true);
      window.removeEventListener("keydown", press);
    };
  }, []);
}
