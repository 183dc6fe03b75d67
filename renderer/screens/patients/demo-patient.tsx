import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** Offers the synthetic demo patient where there is no patient yet, tells how far it is, and leads to it; nothing of it stays when it is stopped. */
export function DemoPatient({ isOffered }: { isOffered: boolean }) {
  const { words, say } = useWords();
  const { demo } = words.patients;
  const [, go] = useLocation();
  const [fraction, setFraction] = useState(0);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const making = useMutation({
    mutationFn: async (signal: AbortSignal) => {
      for await (const event of await core.patients.addDemo(undefined, { signal })) {
        if (event.type === "done") return event.patient;
        setFraction(event.fraction);
      }
      return null;
    },
    onSettled: recordingsChanged,
  });
  const make = () => {
    const controller = new AbortController();
    setAbort(controller);
    setFraction(0);
    making.mutate(controller.signal, {
      onSuccess: (patient) => patient && go(`/patients/${patient.id}`),
    });
  };
  if (!isOffered && !making.isPending) return null;
  const problem = abort?.signal.aborted ? null : making.error;
  return (
    <div className="notice calm">
      <p>{demo.offer}</p>
      {making.isPending ? (
        <button type="button" onClick={() => abort?.abort()}>
          {words.frame.cancelDoing(demo.adding(say.percent(fraction)))}
        </button>
      ) : (
        <button type="button" onClick={make}>
          {demo.add}
        </button>
      )}
      {problem && <ProblemNotice problem={toProblem(problem)} />}
    </div>
  );
}
