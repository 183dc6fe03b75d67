import type { PropsWithChildren } from "react";
import { useWords } from "../words.ts";

type FormFootProps = PropsWithChildren<{ submit: string; isPending: boolean; onCancel: () => void }>;

/** The end of a form: what submits it, which waits while it is being saved, and cancel; `children` stand behind them. */
export function FormFoot({ submit, isPending, onCancel, children }: FormFootProps) {
  const { frame } = useWords().words;
  return (
    <div className="foot">
      <button type="submit" className="primary" disabled={isPending}>
        {submit}
      </button>
      <button type="button" onClick={onCancel}>
        {frame.cancel}
      </button>
      {children}
    </div>
  );
}
