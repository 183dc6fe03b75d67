import { useMemo } from "react";
import type { Alignment } from "../../../shared/domain/alignment.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { core } from "../../core-client.ts";
import { type OnsetEdit, sameOnsets, startEdit, type TimeEditing } from "./onset-edit.ts";
import { useEditDraft } from "./use-edit-draft.ts";
import { useReanalysis } from "./use-reanalysis.ts";
import { boundariesOf, draftNow, phoneTimes, type WordBoundaries } from "./word-edit.ts";

export type WordEditor = TimeEditing & {
  alignment: Alignment;
  boundaries: WordBoundaries;
  /** Times of the boundaries as they are drawn, s: those in work, else those that the measures rest on. */
  times: readonly number[];
  alignAgain: () => void;
};

type SpokenWords = {
  /** Null where there is none to be aligned. */
  editor: WordEditor | null;
  /** Throws a correction away that was not saved and tells of words as they were aligned before; null where there is none. */
  discardOutdated: (() => void) | null;
};

/** Words of a reading and the correction of their times. */
export function useWordEditor({ id, analysis }: Recording): SpokenWords {
  const alignment = analysis?.alignment ?? null;
  const boundaries = useMemo(
    () => boundariesOf(alignment?.status === "aligned" ? alignment.words : []),
    [alignment],
  );
  const [draft, setEdit] = useEditDraft(`words:${id}`);
  const saving = useReanalysis(() => setEdit(null));
  const { edit, isOutdated } = draftNow(draft, boundaries, saving.stage !== null);
  const discard = () => setEdit(null);
  const discardOutdated = isOutdated ? discard : null;
  if (!analysis || !alignment) return { editor: null, discardOutdated };
  const place = (times: ReturnType<typeof phoneTimes> | null) =>
    saving.run((signal) => core.recordings.setPhoneTimes({ id, times }, { signal }));
  const editor = {
    alignment,
    boundaries,
    times: edit?.onsets ?? boundaries.times,
    byHand: analysis.settings.wordsByHand,
    edit,
    changed: edit !== null && !sameOnsets(edit.onsets, boundaries.times),
    start: () => setEdit(startEdit(boundaries.times)),
    discard,
    change: (step: (edit: OnsetEdit) => OnsetEdit) => setEdit((now) => now && step(now)),
    save: () => edit && place(phoneTimes(boundaries, edit.onsets)),
    alignAgain: () => place(null),
    cancel: saving.cancel,
    stage: saving.stage,
    error: saving.error,
  };
  return { editor, discardOutdated };
}
