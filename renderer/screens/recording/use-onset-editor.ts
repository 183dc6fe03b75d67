import { useQuery } from "@tanstack/react-query";
import type { Recording } from "../../../shared/domain/recording.ts";
import { tasks } from "../../../shared/domain/task.ts";
import { core } from "../../core-client.ts";
import { sameOnsets, startEdit, type TimeEditing } from "./onset-edit.ts";
import { useEditDraft } from "./use-edit-draft.ts";
import { useReanalysis } from "./use-reanalysis.ts";

export type OnsetEditor = TimeEditing & {
  /** Onsets as they are drawn, s: those in work, else those that the measures rest on. */
  onsets: readonly number[];
  /** The onsets that are found by themselves, s. */
  found: readonly number[];
};

/** Syllable onsets of a diadochokinetic recording and their correction; null for other recordings. */
export function useOnsetEditor(recording: Recording): OnsetEditor | null {
  const { id, analysis } = recording;
  const applies = tasks[recording.task].family === "ddk" && analysis !== null;
  const stored = useOnsets(id, false, applies);
  const found = useOnsets(id, true, applies);
  const [edit, setEdit] = useEditDraft(`onsets:${id}`);
  const saving = useReanalysis(() => setEdit(null));
  const storedOnsets = stored.data ?? [];
  const changed = edit !== null && !sameOnsets(edit.onsets, storedOnsets);
  if (!applies || !stored.data || !found.data) return null;
  const foundOnsets = found.data;
  return {
    onsets: edit?.onsets ?? storedOnsets,
    byHand: analysis.settings.onsetsSeconds !== null,
    found: foundOnsets,
    edit,
    changed,
    start: () => setEdit(startEdit(storedOnsets)),
    discard: () => setEdit(null),
    change: (step) => setEdit((now) => now && step(now)),
    save: () => {
      if (!edit) return;
      const onsetsSeconds = sameOnsets(edit.onsets, foundOnsets) ? null : [...edit.onsets];
      saving.run((signal) => core.recordings.setOnsets({ id, onsetsSeconds }, { signal }));
    },
    cancel: saving.cancel,
    stage: saving.stage,
    error: saving.error,
  };
}

function useOnsets(id: string, asFound: boolean, enabled: boolean) {
  return useQuery({
    queryKey: ["recording", id, "syllables", asFound],
    queryFn: async ({ signal }) => {
      const syllables = await core.recordings.syllables({ id, asFound }, { signal });
      return syllables.map(({ onsetSeconds }) => onsetSeconds);
    },
    enabled,
  });
}
