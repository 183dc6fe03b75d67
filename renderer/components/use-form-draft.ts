import { useEffect, useRef, useState } from "react";
import { draftOf, keepDraft } from "../drafts.ts";

type Entries = [name: string, value: string][];
/** What was entered, and what stood there as it was entered. */
type FormDraft<Stored> = { entries: Entries; seen?: Stored };

/**
 * Keeps what is entered in a form, and fills a form that comes back with it; see drafts.ts. Who closes the form forgets
 * the draft. For forms whose fields hold their own values.
 *
 *     const { form, seen } = useFormDraft(`visit:${id}`, visit);
 *     <form {...form} onSubmit={...}>
 *
 * @param stored what the form is filled from, where it changes something
 * @returns `seen`: what the form was filled from when its input was written, whatever was stored or fetched meanwhile
 */
export function useFormDraft<Stored = undefined>(key: string, stored?: Stored) {
  const ref = useRef<HTMLFormElement>(null);
  const [seen] = useState(() => {
    const draft = readDraft<Stored>(key);
    return draft ? draft.seen : stored;
  });
  useEffect(() => {
    const kept = readDraft<Stored>(key);
    if (kept && ref.current) fill(ref.current, kept.entries);
  }, [key]);
  const onInput = () => {
    if (!ref.current) return;
    const entries = [...new FormData(ref.current)] as Entries;
    keepDraft(key, JSON.stringify({ entries, seen } satisfies FormDraft<Stored>));
  };
  return { form: { ref, onInput }, seen };
}

function readDraft<Stored>(key: string): FormDraft<Stored> | null {
  return JSON.parse(draftOf(key) ?? "null");
}

function fill(form: HTMLFormElement, entries: Entries): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type))
      field.checked = entries.some(([name, value]) => name === field.name && value === field.value);
    else if (isText(field)) {
      const entry = entries.find(([name]) => name === field.name);
      if (entry) field.value = entry[1];
    }
  }
  // fields that say something about what is entered in them, now that the form is whole
  for (const field of form.elements) field.dispatchEvent(new Event("input", { bubbles: true }));
}

function isText(field: Element): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement ||
    field instanceof HTMLTextAreaElement
  );
}
