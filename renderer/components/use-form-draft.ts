import { useEffect, useRef } from "react";
import { draftOf, keepDraft } from "../drafts.ts";

type Entries = [name: string, value: string][];

/**
 * Keeps what is entered in a form, and fills a form that comes back with it; see drafts.ts. Who closes the form forgets
 * the draft. For forms whose fields hold their own values.
 *
 *     <form {...useFormDraft(`visit:${id}`)} onSubmit={...}>
 */
export function useFormDraft(key: string) {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const draft = draftOf(key);
    if (draft && ref.current) fill(ref.current, JSON.parse(draft) as Entries);
  }, [key]);
  return {
    ref,
    onInput: () => ref.current && keepDraft(key, JSON.stringify([...new FormData(ref.current)])),
  };
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
}

function isText(field: Element): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement ||
    field instanceof HTMLTextAreaElement
  );
}
