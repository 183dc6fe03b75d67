import type { ChangeEvent } from "react";
import { Field } from "../../components/field.tsx";

type JsonFileFieldProps = { label: string; disabled: boolean; onFile: (file: File) => void };

/** Takes a JSON file; the same one may be chosen again, as after it was mended. */
export function JsonFileField({ label, disabled, onFile }: JsonFileFieldProps) {
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file) onFile(file);
    target.value = "";
  };
  return (
    <Field label={label}>
      <input type="file" accept=".json,application/json" disabled={disabled} onChange={pick} />
    </Field>
  );
}
