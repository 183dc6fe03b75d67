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
import { useWords } from "../../words.ts";

/** Changes the task, analyses again, removes. */
export function RecordingActions({ recording, patient }: { recording: Recording; patient: Patient }) {
  const { words, say } = useWords();
  const { frame, recording: screen } = words;
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
        <span className="muted">{screen.task}</span>{" "}
        <select
          value={recording.task}
          disabled={analysis.stage !== null}
          onChange={({ target }) => changeTask.mutate(target.value as TaskId)}
        >
          {taskIds.map((task) => (
            <option key={task} value={task}>
              {say.task(task)}
            </option>
          ))}
        </select>
      </label>
      {analysis.stage === null ? (
        <button type="button" onClick={analysis.run} title={screen.analyseAgainHint}>
          <RefreshCw size={15} aria-hidden />
          {screen.analyseAgain}
        </button>
      ) : (
        <button type="button" onClick={analysis.cancel}>
          {frame.cancelDoing(analysis.stage)}
        </button>
      )}
      <ConfirmButton
        question={screen.removeQuestion(say.task(recording.task), who)}
        confirm={frame.remove}
        onConfirm={() => remove.mutate()}
      >
        <Trash2 size={15} aria-hidden />
        {frame.remove}
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
  const { words, say } = useWords();
  const [stage, setStage] = useState<string | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const work = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      setStage(words.visit.starting);
      for await (const event of await core.recordings.analyse({ id }, { signal }))
        if (event.type === "progress") setStage(say.stage(event));
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
