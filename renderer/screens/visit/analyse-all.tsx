import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import type { Recording } from "../../../shared/domain/recording.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { taskName } from "../../task-name.ts";
import { analysisStageWords } from "./import-queue.ts";

/** Measures and predicts all recordings of the visit again, one after the other; what is done stays when it is stopped. */
export function AnalyseAll({ recordings }: { recordings: Recording[] }) {
  const { stage, run, cancel, error } = useAnalyseAll(recordings);
  return (
    <>
      {stage === null ? (
        <button
          type="button"
          className="small"
          onClick={run}
          title="All recordings of this visit with today's models and settings; the old analyses are kept"
        >
          <RefreshCw size={14} aria-hidden />
          Analyse all again
        </button>
      ) : (
        <button type="button" className="small" onClick={cancel}>
          {stage} … Cancel
        </button>
      )}
      {error ? <ProblemNotice problem={toProblem(error)} /> : null}
    </>
  );
}

function useAnalyseAll(recordings: Recording[]) {
  const [stage, setStage] = useState<string | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const work = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      for (const [k, { id, task }] of recordings.entries()) {
        const which = `${k + 1} of ${recordings.length}, ${taskName(task)}`;
        for await (const event of await core.recordings.analyse({ id }, { signal }))
          if (event.type === "progress") setStage(`${which}: ${analysisStageWords(event)}`);
      }
    },
    onSettled: async () => {
      setStage(null);
      await recordingsChanged();
    },
  });
  const run = () => {
    const controller = new AbortController();
    setAbort(controller);
    setStage("starting");
    work.mutate(controller.signal);
  };
  return { stage, run, cancel: () => abort?.abort(), error: abort?.signal.aborted ? null : work.error };
}
