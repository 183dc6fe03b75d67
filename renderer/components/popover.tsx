import { Popover as Primitive } from "@base-ui/react/popover";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

type PopoverProps = {
  /** What the button says. */
  name: ReactNode;
  /** What the panel is called by who does not see it. */
  label: string;
  children: ReactNode;
};

/** A button that opens a small panel beneath it; Escape or a click elsewhere closes it. */
export function Popover({ name, label, children }: PopoverProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger>
        {name}
        <ChevronDown size={14} aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Positioner className="floating" align="start" sideOffset={4}>
          <Primitive.Popup className="popover" aria-label={label}>
            {children}
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
