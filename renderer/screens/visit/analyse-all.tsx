import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import type { Recording } from "../../../shared/domain/recording.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** Measures and predicts all recordings of the visit again, one after the other; what is done stays when it is stopped. */
export function AnalyseAll({ recordings }: { recordings: Recording[] }) {
  const { frame, visit } = useWords().words;
  const { stage, run, cancel, error } = useAnalyseAll(recordings);
  return (
    <>
      {stage === null ? (
        <button type="button" className="small" onClick={run} title={visit.analyseAllHint}>
          <RefreshCw size={14} aria-hidden />
          {visit.analyseAll}
        </button>
      ) : (
        <button type="button" className="small" onClick={cancel}>
          {frame.cancelDoing(stage)}
        </button>
      )}
      {error ? <ProblemNotice problem={toProblem(error)} /> : null}
    </>
  );
}

function useAnalyseAll(recordings: Recording[]) {
  const { words, say } = useWords();
  const [stage, setStage] = useState<string | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const work = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      const which = (k: number, task: string, stage: string) =>
        words.visit.analysing(k + 1, recordings.length, say.task(task), stage);
      for (const [k, { id, task }] of recordings.entries())
        for await (const event of await core.recordings.analyse({ id }, { signal }))
          if (event.type === "progress") setStage(which(k, task, say.stage(event)));
    },
    onSettled: async () => {
      setStage(null);
      await recordingsChanged();
    },
  });
  const run = () => {
    const controller = new AbortController();
    setAbort(controller);
    setStage(words.visit.starting);
    work.mutate(controller.signal);
  };
  return { stage, run, cancel: () => abort?.abort(), error: abort?.signal.aborted ? null : work.error };
}
