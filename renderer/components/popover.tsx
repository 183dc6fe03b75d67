import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";

type PopoverProps = {
  /** What the button says. */
  name: ReactNode;
  /** What the panel is called by who does not see it. */
  label: string;
  children: ReactNode;
};

/** A button that opens a small panel beneath it; the browser closes it by Escape or a click elsewhere. */
export function Popover({ name, label, children }: PopoverProps) {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id}>
        {name}
        <ChevronDown size={14} aria-hidden />
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={label} className="popover">
        {children}
      </div>
    </>
  );
}
