import { type ComponentProps, useId, useState } from "react";
import { useWords } from "../words.ts";
import { Field } from "./field.tsx";

type DateFieldProps = Omit<ComponentProps<"input">, "type" | "onInput"> & { label: string; hint?: string };

/** A date, which the browser shows in an order of day and month of its own: what was entered stands beneath it in words. */
export function DateField({ label, hint, ...input }: DateFieldProps) {
  const { say } = useWords();
  const inWords = useId();
  const [entered, setEntered] = useState(String(input.value ?? input.defaultValue ?? ""));
  return (
    <div className="field">
      <Field label={label} {...(hint && { hint })}>
        <input
          {...input}
          type="date"
          aria-describedby={inWords}
          onInput={({ currentTarget }) => setEntered(currentTarget.value)}
        />
      </Field>
      {entered && <small id={inWords}>{say.date(entered)}</small>}
    </div>
  );
}
