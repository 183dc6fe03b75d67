import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useKeys } from "./use-keys.ts";

type DrawerProps = { title: string; onClose: () => void; children: ReactNode };

/** Details at the right, below the patient banner; the page behind it stays usable. Escape closes it and gives the focus back. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  const frame = useRef<HTMLElement>(null);
  useKeys({ Escape: onClose });
  useEffect(() => {
    const before = document.activeElement;
    const first = frame.current?.querySelector<HTMLElement>("[data-first], .content input, .content button");
    (first ?? frame.current)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <aside className="drawer" role="dialog" aria-label={title} ref={frame} tabIndex={-1}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="quiet icon" aria-label="Close" onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      <div className="content">{children}</div>
    </aside>,
    document.body,
  );
}
