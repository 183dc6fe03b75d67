import { RotateCw } from "lucide-react";
import { Component, type PropsWithChildren } from "react";
import { tellPageFailure } from "../page-failures.ts";
import { toProblem } from "../problem.ts";
import { queryClient } from "../queries.ts";
import { useWords } from "../words.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type FailureBoundaryProps = PropsWithChildren<{ place: string }>;
type FailureBoundaryState = { place: string; failed: { error: unknown } | null };

/** Where a screen cannot be drawn, says what happened and what to do. Another place is another try. */
export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { place: this.props.place, failed: null };

  static getDerivedStateFromError(error: unknown): Partial<FailureBoundaryState> {
    return { failed: { error } };
  }

  static getDerivedStateFromProps({ place }: FailureBoundaryProps, state: FailureBoundaryState) {
    return place === state.place ? null : { place, failed: null };
  }

  override componentDidCatch(error: unknown): void {
    tellPageFailure(error);
  }

  override render() {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    return <FailedScreen error={failed.error} onAgain={() => this.#tryAgain()} />;
  }

  /** What was answered may be what it failed on: it is asked anew. */
  #tryAgain(): void {
    void queryClient.resetQueries();
    this.setState({ failed: null });
  }
}

function FailedScreen({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const { frame } = useWords().words;
  return (
    <div className="page-body">
      <h1>{frame.failedScreen.title}</h1>
      <p>{frame.failedScreen.kept}</p>
      <ProblemNotice problem={{ ...toProblem(error), code: "internal", told: "undrawn" }} />
      <div className="beside">
        <button type="button" className="primary" onClick={onAgain}>
          <RotateCw size={16} aria-hidden />
          {frame.failedScreen.again}
        </button>
        <a href="#/">{frame.backToPatients}</a>
      </div>
    </div>
  );
}
