import { toProblem } from "../problem.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type SaveRowProps = {
  /** The saving that the form begins when it is submitted. */
  save: { isPending: boolean; isSuccess: boolean; error: unknown };
  submit: string;
  /** What is said once it is saved. */
  saved: string;
  isPrimary?: boolean;
};

/** The end of a form that stays open: why it was not saved, what submits it, and that it is saved. */
export function SaveRow({ save, submit, saved, isPrimary = false }: SaveRowProps) {
  return (
    <>
      {Boolean(save.error) && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="beside">
        <button type="submit" className={isPrimary ? "primary" : undefined} disabled={save.isPending}>
          {submit}
        </button>
        <span className="muted small" aria-live="polite">
          {save.isSuccess ? saved : ""}
        </span>
      </div>
    </>
  );
}
