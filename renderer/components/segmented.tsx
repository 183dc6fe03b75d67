type SegmentedProps<T extends string> = {
  label: string;
  choices: readonly { id: T; name: string; hint?: string }[];
  /** Null while none of them holds. */
  value: T | null;
  onChange: (value: T) => void;
};

/** A choice of a few, all visible. */
export function Segmented<T extends string>({ label, choices, value, onChange }: SegmentedProps<T>) {
  return (
    <fieldset className="segmented" aria-label={label}>
      {choices.map(({ id, name, hint }) => (
        <button key={id} type="button" title={hint} aria-pressed={id === value} onClick={() => onChange(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
