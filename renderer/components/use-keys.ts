import { useEffect, useRef } from "react";

type KeyActions = Record<string, (event: KeyboardEvent) => void>;

/** Runs an action for a key (KeyboardEvent.key) unless the person is typing or a modifier is held. */
export function useKeys(actions: KeyActions) {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      latest.current[event.key]?.(event);
    };
    window.addEventListener("keydown", act);
    return () => window.removeEventListener("keydown", act);
  }, []);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input:not([type=checkbox]), select, textarea")) return event.key !== "Escape";
  return event.key === " " && target.closest("button, a, summary, input") !== null;
}
