import { useMutation } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import { useLocation } from "wouter";
import { isTextOf, type PassageId } from "../../../shared/domain/passage.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged, usePassages } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { useReanalysis } from "./use-reanalysis.ts";

/** Changes the task, analyses again, removes. */
export function RecordingActions({ recording, patient }: { recording: Recording; patient: Patient }) {
  const { words, say } = useWords();
  const { frame, recording: screen } = words;
  const { id } = recording;
  const analysis = useReanalysis();
  const hint = `${screen.analyseAgain}. ${screen.analyseAgainHint}`;
  const again = () => analysis.run((signal) => core.recordings.analyse({ id }, { signal }));
  const changeTask = useMutation({
    mutationFn: (task: TaskId) => core.recordings.setTask({ id, task }),
    onSuccess: again,
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
      {(recording.task === "reading" || recording.task === "sentences") && (
        <PassageChoice
          task={recording.task}
          passage={recording.analysis?.settings.passage ?? null}
          disabled={analysis.stage !== null}
          onChoose={(passage) =>
            analysis.run((signal) => core.recordings.setPassage({ id, passage }, { signal }))
          }
        />
      )}
      {analysis.stage === null ? (
        <button type="button" className="brief" onClick={again} title={hint}>
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
        isBrief
        onConfirm={() => remove.mutate()}
      >
        <Trash2 size={15} aria-hidden />
        {frame.remove}
      </ConfirmButton>
      {problem && <ProblemNotice problem={toProblem(problem)} />}
    </>
  );
}

type PassageChoiceProps = {
  task: TaskId;
  passage: string | null;
  disabled: boolean;
  onChoose: (passage: PassageId | null) => void;
};

/** Which text was read; its words a minute are measured. */
function PassageChoice({ task, passage, disabled, onChoose }: PassageChoiceProps) {
  const { recording: screen } = useWords().words;
  const passages = (usePassages().data ?? []).filter(({ id }) => isTextOf(task, id));
  return (
    <label title={screen.passageHint}>
      <span className="muted">{screen.passage}</span>{" "}
      <select
        value={passage ?? ""}
        disabled={disabled}
        onChange={({ target }) => onChoose(target.value === "" ? null : (target.value as PassageId))}
      >
        <option value="">{screen.noPassage}</option>
        {passages.map(({ id, title, language, words }) => (
          <option key={id} value={id}>
            {screen.passageName(title, language, String(words))}
          </option>
        ))}
      </select>
    </label>
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
