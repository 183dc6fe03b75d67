import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportEvent, SplitEvent } from "../../../shared/contract/recordings.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** Work that measures a recording again: what is being done in words, null while nothing is; it can be cancelled. */
export type Reanalysis = {
  stage: string | null;
  run: (work: ReanalysisWork) => void;
  cancel: () => void;
  error: unknown;
};

type ReanalysisWork = (signal: AbortSignal) => Promise<AsyncIterable<ImportEvent | SplitEvent>>;

/** @param onDone after it was done and what depends on it was read anew */
export function useReanalysis(onDone?: () => void): Reanalysis {
  const { words, say } = useWords();
  const [stage, setStage] = useState<string | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: async ({ work, signal }: { work: ReanalysisWork; signal: AbortSignal }) => {
      setStage(words.visit.starting);
      for await (const event of await work(signal)) if (event.type === "progress") setStage(say.stage(event));
    },
    onSuccess: async () => {
      await recordingsChanged();
      onDone?.();
    },
    onSettled: () => setStage(null),
  });
  const run = (work: ReanalysisWork) => {
    const controller = new AbortController();
    setAbort(controller);
    mutation.mutate({ work, signal: controller.signal });
  };
  return {
    stage,
    run,
    cancel: () => abort?.abort(),
    error: abort?.signal.aborted ? null : mutation.error,
  };
}
