import { useState } from "react";
import { passwordStrength } from "../../shared/domain/password.ts";
import { useWords } from "../words.ts";
import { PasswordField } from "./password-field.tsx";

/** A password to be chosen, with what speaks against it told while it is typed. */
export function NewPasswordField({ label, userName }: { label: string; userName: string }) {
  const [typed, setTyped] = useState("");
  const { logOn } = useWords().words;
  const hint = typed === "" ? logOn.passwordHint : logOn.strength[passwordStrength(typed, userName)];
  return <PasswordField label={label} name="newPassword" hint={hint} onValue={setTyped} />;
}
