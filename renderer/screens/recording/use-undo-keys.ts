import { useEffect, useRef } from "react";
import type { OnsetEdit } from "./onset-edit.ts";
import { undoKeyStep } from "./onset-keys.ts";

/** Undo and redo by Ctrl Z and Ctrl Y anywhere on the screen but in a field. */
export function useUndoKeys(change: (step: (edit: OnsetEdit) => OnsetEdit) => void) {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea");
      const step = isTyping ? null : undoKeyStep(event);
      if (!step) return;
      event.preventDefault();
      latest.current(step);
    };
    window.addEventListener("keydown", act);
    return () => window.removeEventListener("keydown", act);
  }, []);
}
