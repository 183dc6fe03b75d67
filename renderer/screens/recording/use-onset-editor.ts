import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Recording } from "../../../shared/domain/recording.ts";
import { tasks } from "../../../shared/domain/task.ts";
import { core } from "../../core-client.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { type OnsetEdit, sameOnsets, startEdit } from "./onset-edit.ts";

export type OnsetEditor = {
  /** Onsets as they are drawn, s: those in work, else those that the measures rest on. */
  onsets: readonly number[];
  /** The stored measures rest on onsets placed by hand. */
  byHand: boolean;
  /** The onsets that are found by themselves, s. */
  found: readonly number[];
  /** Null while nothing is being changed. */
  edit: OnsetEdit | null;
  /** The onsets in work are not those stored. */
  changed: boolean;
  start: () => void;
  discard: () => void;
  change: (step: (edit: OnsetEdit) => OnsetEdit) => void;
  save: () => void;
  cancel: () => void;
  /** What is being done; null while nothing is. */
  stage: string | null;
  error: unknown;
};

/** Corrections that were not saved yet, by recording, so that a look elsewhere does not lose them. */
const drafts = new Map<string, OnsetEdit>();

/** Syllable onsets of a diadochokinetic recording and their correction; null for other recordings. */
export function useOnsetEditor(recording: Recording): OnsetEditor | null {
  const { id, analysis } = recording;
  const applies = tasks[recording.task].family === "ddk" && analysis !== null;
  const stored = useOnsets(id, false, applies);
  const found = useOnsets(id, true, applies);
  const [edit, setEdit] = useDraft(id);
  const saving = useSaving(id, () => setEdit(null));
  const storedOnsets = stored.data ?? [];
  const changed = edit !== null && !sameOnsets(edit.onsets, storedOnsets);
  useWarningBeforeClosing(changed);
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
    save: () => edit && saving.run(sameOnsets(edit.onsets, foundOnsets) ? null : [...edit.onsets]),
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

function useDraft(id: string) {
  const [edit, setEdit] = useState<OnsetEdit | null>(() => drafts.get(id) ?? null);
  useEffect(() => {
    if (edit) drafts.set(id, edit);
    else drafts.delete(id);
  }, [id, edit]);
  return [edit, setEdit] as const;
}

function useSaving(id: string, onSaved: () => void) {
  const { words, say } = useWords();
  const [stage, setStage] = useState<string | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const work = useMutation({
    mutationFn: async ({ onsets, signal }: { onsets: number[] | null; signal: AbortSignal }) => {
      setStage(words.visit.starting);
      const events = await core.recordings.setOnsets({ id, onsetsSeconds: onsets }, { signal });
      for await (const event of events) if (event.type === "progress") setStage(say.stage(event));
    },
    onSuccess: async () => {
      await recordingsChanged();
      onSaved();
    },
    onSettled: () => setStage(null),
  });
  const run = (onsets: number[] | null) => {
    const controller = new AbortController();
    setAbort(controller);
    work.mutate({ onsets, signal: controller.signal });
  };
  return { run, stage, cancel: () => abort?.abort(), error: abort?.signal.aborted ? null : work.error };
}

/** The window asks before it closes over corrections that are not saved. */
function useWarningBeforeClosing(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
