import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";

type SegmentedProps<T extends string> = {
  label: string;
  choices: readonly { id: T; name: ReactNode; hint?: string }[];
  /** Null while none of them holds. */
  value: T | null;
  onChange: (value: T) => void;
};

/** A choice of a few, all visible; the arrow keys go from one to the next. */
export function Segmented<T extends string>({ label, choices, value, onChange }: SegmentedProps<T>) {
  return (
    <ToggleGroup
      className="segmented"
      aria-label={label}
      value={value === null ? [] : [value]}
      onValueChange={([chosen]) => chosen !== undefined && onChange(chosen)}
    >
      {choices.map(({ id, name, hint }) => (
        <Toggle key={id} value={id} title={hint}>
          {name}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
