import type { ReactNode } from "react";
import { toProblem } from "../problem.ts";
import { useWords } from "../words.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type LoadingProps<T> = {
  query: { data: T | undefined; error: unknown };
  /** What is being done: "reading the visit". */
  doing: string;
  children: (data: T) => ReactNode;
};

/** Shows a query: what is being done, what went wrong, or the data. */
export function Loading<T>({ query, doing, children }: LoadingProps<T>) {
  const { frame } = useWords().words;
  if (query.data !== undefined) return children(query.data);
  return (
    <div className="loading">
      {query.error ? (
        <ProblemNotice problem={toProblem(query.error)} />
      ) : (
        <p className="muted">{frame.doing(doing)}</p>
      )}
    </div>
  );
}
