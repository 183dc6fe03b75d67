import { ProblemNotice } from "../../components/problem-notice.tsx";
import { problemWords, toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { waitOf } from "./use-wait.ts";

/** A refusal in a sentence, with the time that is to be waited; anything else with its code. */
export function LogOnProblem({ error, secondsToWait }: { error: unknown; secondsToWait: number }) {
  const speaker = useWords();
  const { logOn } = speaker.words;
  const problem = toProblem(error);
  if (problem.code !== "log-on-refused" && problem.code !== "password-refused")
    return <ProblemNotice problem={problem} />;
  if (waitOf(error) > 0)
    return (
      <div className="notice">
        <p role="alert">{logOn.tooMany}</p>
        <p role="timer">
          {secondsToWait > 0 ? logOn.wait(speaker.say.clock(secondsToWait)) : logOn.waitOver}
        </p>
      </div>
    );
  const { reason, remedy } = problemWords(problem, speaker);
  return (
    <p className="notice" role="alert">
      {[reason, remedy].filter(Boolean).join(" ")}
    </p>
  );
}
