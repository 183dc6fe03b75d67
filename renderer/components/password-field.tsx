import { Eye, EyeOff } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useWords } from "../words.ts";

type PasswordFieldProps = {
  label: string;
  name: "password" | "newPassword";
  /** Below the field, also read out when it changes. */
  hint?: string | undefined;
  onValue?: (value: string) => void;
};

/** A password, hidden or shown, with a word where caps lock is on. */
export function PasswordField({ label, name, hint, onValue }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const id = useId();
  const { logOn } = useWords().words;
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="password">
        <input
          id={id}
          name={name}
          type={shown ? "text" : "password"}
          autoComplete={name === "password" ? "current-password" : "new-password"}
          autoCapitalize="off"
          spellCheck={false}
          required
          aria-describedby={`${id}-hint`}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCapsLock(false)}
          onChange={(event) => onValue?.(event.target.value)}
        />
        <button
          type="button"
          className="quiet icon"
          aria-label={shown ? logOn.hidePassword : logOn.showPassword}
          aria-pressed={shown}
          title={shown ? logOn.hidePassword : logOn.showPassword}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        </button>
      </div>
      <small id={`${id}-hint`} aria-live="polite">
        {capsLock ? <strong>{logOn.capsLock}</strong> : hint}
      </small>
    </div>
  );
}
