import { useMutation } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { taskName } from "../../task-name.ts";
import { analysisStageWords } from "../visit/import-queue.ts";

/** Changes the task, analyses again, removes. */
export function RecordingActions({ recording, patient }: { recording: Recording; patient: Patient }) {
  const analysis = useAnalyseAgain(recording.id);
  const changeTask = useMutation({
    mutationFn: (task: TaskId) => core.recordings.setTask({ id: recording.id, task }),
    onSuccess: () => analysis.run(),
  });
  const remove = useRemove(recording);
  const problem = changeTask.error ?? analysis.error ?? remove.error;
  const who = [patient.name, patient.code].filter(Boolean).join(", ");
  return (
    <>
      <label>
        <span className="muted">Task</span>{" "}
        <select
          value={recording.task}
          disabled={analysis.stage !== null}
          onChange={({ target }) => changeTask.mutate(target.value as TaskId)}
        >
          {taskIds.map((task) => (
            <option key={task} value={task}>
              {taskName(task)}
            </option>
          ))}
        </select>
      </label>
      {analysis.stage === null ? (
        <button
          type="button"
          onClick={analysis.run}
          title="With today's models and settings; the old analysis is kept"
        >
          <RefreshCw size={15} aria-hidden />
          Analyse again
        </button>
      ) : (
        <button type="button" onClick={analysis.cancel}>
          {analysis.stage} … Cancel
        </button>
      )}
      <ConfirmButton
        question={`Remove ${taskName(recording.task)} of ${who}? This cannot be undone.`}
        confirm="Remove"
        onConfirm={() => remove.mutate()}
      >
        <Trash2 size={15} aria-hidden />
        Remove
      </ConfirmButton>
      {problem && <ProblemNotice problem={toProblem(problem)} />}
    </>
  );
}

function useRemove({ id, visitId }: Recording) {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: () => core.recordings.remove({ id }),
    onSuccess: async () => {
      go(`/visits/${visitId}`);
      await recordingsChanged();
    },
  });
}

function useAnalyseAgain(id: string) {
  const [stage, setStage] = useState<string | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const work = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      setStage("starting");
      for await (const event of await core.recordings.analyse({ id }, { signal }))
        if (event.type === "progress") setStage(analysisStageWords(event));
    },
    onSettled: async () => {
      setStage(null);
      await recordingsChanged();
    },
  });
  const run = () => {
    const controller = new AbortController();
    setAbort(controller);
    work.mutate(controller.signal);
  };
  const error = abort?.signal.aborted ? null : work.error;
  return { stage, run, cancel: () => abort?.abort(), error };
}
