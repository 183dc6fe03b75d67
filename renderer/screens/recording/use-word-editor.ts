import { useMemo } from "react";
import type { Alignment } from "../../../shared/domain/alignment.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { core } from "../../core-client.ts";
import { sameOnsets, startEdit, startOf, type TimeEditing } from "./onset-edit.ts";
import { useEditDraft } from "./use-edit-draft.ts";
import { useReanalysis } from "./use-reanalysis.ts";
import { boundariesOf, phoneTimes, type WordBoundaries } from "./word-edit.ts";

export type WordEditor = TimeEditing & {
  alignment: Alignment;
  boundaries: WordBoundaries;
  /** Times of the boundaries as they are drawn, s: those in work, else those that the measures rest on. */
  times: readonly number[];
  alignAgain: () => void;
};

/**
 * Words of a reading and the correction of their times; null where there is none to be aligned. A correction of words that
 * were aligned anew meanwhile is given up: it tells of other boundaries.
 */
export function useWordEditor({ id, analysis }: Recording): WordEditor | null {
  const alignment = analysis?.alignment ?? null;
  const boundaries = useMemo(
    () => boundariesOf(alignment?.status === "aligned" ? alignment.words : []),
    [alignment],
  );
  const [draft, setEdit] = useEditDraft(`words:${id}`);
  const saving = useReanalysis(() => setEdit(null));
  const isOfThese = draft && (saving.stage !== null || sameOnsets(startOf(draft), boundaries.times));
  const edit = isOfThese ? draft : null;
  if (!analysis || !alignment) return null;
  const place = (times: ReturnType<typeof phoneTimes> | null) =>
    saving.run((signal) => core.recordings.setPhoneTimes({ id, times }, { signal }));
  return {
    alignment,
    boundaries,
    times: edit?.onsets ?? boundaries.times,
    byHand: analysis.settings.wordsByHand,
    edit,
    changed: edit !== null && !sameOnsets(edit.onsets, boundaries.times),
    start: () => setEdit(startEdit(boundaries.times)),
    discard: () => setEdit(null),
    change: (step) => setEdit((now) => now && step(now)),
    save: () => edit && place(phoneTimes(boundaries, edit.onsets)),
    alignAgain: () => place(null),
    cancel: saving.cancel,
    stage: saving.stage,
    error: saving.error,
  };
}
