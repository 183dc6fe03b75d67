import { Copy } from "lucide-react";
import { useState } from "react";
import { foundInEnglish, type Problem, problemText, problemWords } from "../problem.ts";
import { useWords } from "../words.ts";

/** An error in words: which file, what happened, what to do, and a code to copy. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  const [copied, setCopied] = useState(false);
  const speaker = useWords();
  const { frame } = speaker.words;
  const said = problemWords(problem, speaker);
  const { reason, remedy } = said;
  const found = foundInEnglish(problem, said);
  const copy = async () => {
    await navigator.clipboard.writeText(problemText(problem, speaker));
    setCopied(true);
  };
  return (
    <div className="notice" role="alert">
      <div>
        {problem.file && <strong>{problem.file}: </strong>}
        {reason}
      </div>
      {remedy && <div>{remedy}</div>}
      {found && (
        <div className="muted small" lang="en">
          {found}
        </div>
      )}
      <div className="foot">
        <code>{problem.code}</code>
        <button type="button" className="quiet" onClick={copy}>
          <Copy size={14} aria-hidden />
          {copied ? frame.copied : frame.copyCode}
        </button>
      </div>
    </div>
  );
}
