import { type ReactNode, useState } from "react";
import { useWords } from "../words.ts";

type ConfirmButtonProps = {
  children: ReactNode;
  /** What is lost, naming the patient. */
  question: string;
  confirm: string;
  onConfirm: () => void;
};

/** A destructive step that asks once, in place. */
export function ConfirmButton({ children, question, confirm, onConfirm }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const { frame } = useWords().words;
  if (!asking)
    return (
      <button type="button" onClick={() => setAsking(true)}>
        {children}
      </button>
    );
  return (
    <span className="confirm" role="alertdialog" aria-label={question}>
      {question}
      <button type="button" className="danger" onClick={onConfirm}>
        {confirm}
      </button>
      {/* biome-ignore lint/a11y/noAutofocus: the safe answer takes the focus after the question was asked for */}
      <button type="button" autoFocus onClick={() => setAsking(false)}>
        {frame.keep}
      </button>
    </span>
  );
}
