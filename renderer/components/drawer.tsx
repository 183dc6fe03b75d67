import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useWords } from "../words.ts";

type DrawerProps = { title: string; onClose: () => void; children: ReactNode };

/** Details at the right, below the patient banner; the page behind it stays usable. Escape closes it and gives the focus back. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  const content = useRef<HTMLDivElement>(null);
  const { frame } = useWords().words;
  const firstControl = () =>
    content.current?.querySelector<HTMLElement>("[data-first], input, button") ?? true;
  return (
    <Dialog.Root open modal={false} disablePointerDismissal onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Popup className="drawer" initialFocus={firstControl}>
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="quiet icon" aria-label={frame.close}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key */}
          <div className="content" ref={content} tabIndex={0}>
            {children}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
