import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

/**
 * Recordings of earlier definitions are told, and measured again by today's on a click: until then their values are not
 * compared with today's. Earlier analyses are kept; what is done stays when it is stopped.
 */
export function MeasureAgain({ patientId, outdated }: { patientId: string; outdated: number }) {
  const { words, say } = useWords();
  const [percent, setPercent] = useState<number | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const work = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      for await (const event of await core.patients.measureAgain({ id: patientId }, { signal }))
        if (event.type === "progress") setPercent(event.fraction);
    },
    onSettled: async () => {
      setPercent(null);
      await recordingsChanged();
    },
  });
  if (outdated === 0) return null;
  const run = () => {
    const controller = new AbortController();
    setAbort(controller);
    setPercent(0);
    work.mutate(controller.signal);
  };
  const problem = abort?.signal.aborted ? null : work.error;
  return (
    <div className="notice calm">
      <p>{words.patient.outdated(say.count(outdated, "recording"))}</p>
      {percent === null ? (
        <button type="button" className="small" onClick={run}>
          {words.patient.measureAgain}
        </button>
      ) : (
        <button type="button" className="small" onClick={() => abort?.abort()}>
          {words.frame.cancelDoing(words.patient.measuringAgain(say.percent(percent)))}
        </button>
      )}
      {problem ? <ProblemNotice problem={toProblem(problem)} /> : null}
    </div>
  );
}
