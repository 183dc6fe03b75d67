import { Printer } from "lucide-react";
import { type FormEvent, useState } from "react";
import { today } from "../today.ts";
import { useWords } from "../words.ts";
import { Field } from "./field.tsx";
import "./recovery-key.css";

type RecoveryKeyProps = {
  recoveryKey: string;
  /** Who made it. */
  user: string;
  onKept: () => void;
};

/** A recovery key, shown this once: to be printed or copied by hand, which one group of it, typed again, shows. */
export function RecoveryKey({ recoveryKey, user, onKept }: RecoveryKeyProps) {
  const { words, say } = useWords();
  const { logOn } = words;
  const groups = recoveryKey.split("-");
  const [asked] = useState(() => Math.floor(Math.random() * groups.length));
  const [typed, setTyped] = useState("");
  const isRight = typed.trim().toUpperCase() === groups[asked];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) onKept();
  };
  return (
    <form className="form recovery-key" onSubmit={submit}>
      <p>{logOn.recoveryPurpose}</p>
      <ol className="groups" aria-label={logOn.recoveryTitle}>
        {groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none ever moves
          <li key={at}>{group}</li>
        ))}
      </ol>
      <p className="on-paper">{logOn.recoveryPaper(user, say.date(today()))}</p>
      <div>
        <button type="button" onClick={() => window.print()}>
          <Printer size={16} aria-hidden />
          {logOn.recoveryPrint}
        </button>
      </div>
      <Field label={logOn.recoveryAsk(String(asked + 1))} hint={logOn.recoveryAskHint}>
        <input
          name="group"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
        />
      </Field>
      <div className="foot">
        <button type="submit" className="primary" disabled={!isRight}>
          {logOn.recoveryKept}
        </button>
      </div>
    </form>
  );
}
