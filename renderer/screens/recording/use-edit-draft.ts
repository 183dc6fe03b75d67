import { useEffect, useState } from "react";
import { draftOf, forgetDraft, keepDraft } from "../../drafts.ts";
import type { OnsetEdit } from "./onset-edit.ts";

/** Corrections of times that were not saved yet, so that a look elsewhere, or an end of the page, does not lose them. */
export function useEditDraft(key: string) {
  const [edit, setEdit] = useState<OnsetEdit | null>(() => JSON.parse(draftOf(key) ?? "null"));
  useEffect(() => {
    if (edit && edit.past.length + edit.future.length > 0) keepDraft(key, JSON.stringify(edit));
    else forgetDraft(key);
  }, [key, edit]);
  return [edit, setEdit] as const;
}
