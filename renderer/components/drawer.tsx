import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useWords } from "../words.ts";
import { useKeys } from "./use-keys.ts";

type DrawerProps = { title: string; onClose: () => void; children: ReactNode };

/** Details at the right, below the patient banner; the page behind it stays usable. Escape closes it and gives the focus back. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  const drawer = useRef<HTMLElement>(null);
  const { frame } = useWords().words;
  useKeys({ Escape: onClose });
  useEffect(() => {
    const before = document.activeElement;
    const first = drawer.current?.querySelector<HTMLElement>("[data-first], .content input, .content button");
    (first ?? drawer.current)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <aside className="drawer" role="dialog" aria-label={title} ref={drawer} tabIndex={-1}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="quiet icon" aria-label={frame.close} onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      <div className="content">{children}</div>
    </aside>,
    document.body,
  );
}
