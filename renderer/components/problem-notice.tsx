import { Copy } from "lucide-react";
import { useState } from "react";
import { type Problem, problemText } from "../problem.ts";
import { useWords } from "../words.ts";

/** An error in words: which file, what happened, what to do, and a code to copy. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  const [copied, setCopied] = useState(false);
  const { frame } = useWords().words;
  const copy = async () => {
    await navigator.clipboard.writeText(problemText(problem, frame));
    setCopied(true);
  };
  return (
    <div className="notice" role="alert">
      <div>
        {problem.file && <strong>{problem.file}: </strong>}
        {problem.reason}
      </div>
      {problem.remedy && <div>{problem.remedy}</div>}
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
