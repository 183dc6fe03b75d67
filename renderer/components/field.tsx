import type { ReactNode } from "react";

type FieldProps = { label: string; hint?: string; children: ReactNode };

/** A form control with its label above and a hint below. */
export function Field({ label, hint, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="field">
      <span>{label}</span>
      {children}
      {hint && <small>{hint}</small>}
    </label>
  );
}
