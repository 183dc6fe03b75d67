import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, useRef } from "react";
import { useWords } from "../words.ts";

type ConfirmButtonProps = {
  children: ReactNode;
  /** What is lost, naming the patient. */
  question: string;
  confirm: string;
  /** Where there is little room it may be known by its icon. */
  isBrief?: boolean;
  onConfirm: () => void;
};

/** A destructive step that asks once; the safe answer has the focus. */
export function ConfirmButton({
  children,
  question,
  confirm,
  isBrief = false,
  onConfirm,
}: ConfirmButtonProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const { frame } = useWords().words;
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger {...(isBrief && { className: "brief", title: confirm })}>
        {children}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="confirm-dialog" initialFocus={keep}>
          <AlertDialog.Title render={<p />}>{question}</AlertDialog.Title>
          <div className="foot">
            <AlertDialog.Close className="danger" onClick={onConfirm}>
              {confirm}
            </AlertDialog.Close>
            <AlertDialog.Close ref={keep}>{frame.keep}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
