import { useState } from "react";
import { Field } from "../../components/field.tsx";
import { NewPasswordField } from "../../components/new-password-field.tsx";
import { PasswordField } from "../../components/password-field.tsx";
import { core } from "../../core-client.ts";
import { type LogOffReason, loggedOn } from "../../session.ts";
import { useUnfinished } from "../../unfinished.ts";
import { useWords } from "../../words.ts";
import { LogOnCard, type Typed } from "./log-on-page.tsx";

/** Whose session ended here before, and why. */
type Before = { user: string; why: LogOffReason } | null;

/** Name and password, or the recovery key where the password is forgotten. */
export function LogOnForm({ before }: { before: Before }) {
  const { logOn } = useWords().words;
  const [hasForgotten, setForgotten] = useState(false);
  if (hasForgotten) return <RecoverForm user={before?.user} onBack={() => setForgotten(false)} />;
  const submit = async ({ name, password }: Typed) => loggedOn(await core.session.logOn({ name, password }));
  return (
    <LogOnCard
      title={before ? logOn.locked : logOn.title}
      purpose={before && <Before {...before} />}
      submitName={logOn.submit}
      submit={submit}
      other={
        <button type="button" className="quiet" onClick={() => setForgotten(true)}>
          {logOn.forgotten}
        </button>
      }
    >
      <NameField user={before?.user} />
      <PasswordField label={logOn.password} name="password" />
    </LogOnCard>
  );
}

function Before({ user, why }: NonNullable<Before>) {
  const { logOn } = useWords().words;
  const hasInput = useUnfinished("input");
  const isImporting = useUnfinished("import");
  return (
    <>
      {logOn.why[why](user)}
      {hasInput && ` ${logOn.inputKept(user)}`}
      {isImporting && ` ${logOn.importGoesOn(user)}`}
    </>
  );
}

function RecoverForm({ user, onBack }: { user: string | undefined; onBack: () => void }) {
  const { frame, logOn } = useWords().words;
  const [name, setName] = useState(user ?? "");
  const submit = async ({ recoveryKey, newPassword }: Typed) =>
    loggedOn(await core.session.recover({ name, recoveryKey, password: newPassword }));
  return (
    <LogOnCard
      title={logOn.forgottenTitle}
      purpose={logOn.forgottenPurpose}
      submitName={logOn.changeSubmit}
      submit={submit}
      other={
        <button type="button" onClick={onBack}>
          {frame.cancel}
        </button>
      }
    >
      <NameField user={user} onName={setName} />
      <Field label={logOn.recoveryTitle} hint={logOn.recoveryKeyHint}>
        <input
          name="recoveryKey"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
      </Field>
      <NewPasswordField label={logOn.newPassword} userName={name} />
    </LogOnCard>
  );
}

type SetUpFormProps = { takesOver: boolean; onRecoveryKey: (made: { key: string; user: string }) => void };

/** The first administrator. `takesOver`: of the history of an earlier version. */
export function SetUpForm({ takesOver, onRecoveryKey }: SetUpFormProps) {
  const { logOn } = useWords().words;
  const [name, setName] = useState("");
  const submit = async ({ newPassword }: Typed) => {
    const { session, recoveryKey } = await core.session.setUp({ name, password: newPassword });
    onRecoveryKey({ key: recoveryKey, user: session.user });
    loggedOn(session);
  };
  return (
    <LogOnCard
      title={logOn.setUp}
      purpose={takesOver ? logOn.takeOverPurpose : logOn.setUpPurpose}
      submitName={logOn.setUpSubmit}
      submit={submit}
    >
      <NameField onName={setName} hint={logOn.nameHint} />
      <NewPasswordField label={logOn.password} userName={name} />
    </LogOnCard>
  );
}

/** A password that somebody else chose gives way to the user's own. */
export function OwnPasswordForm({ user }: { user: string }) {
  const { logOn } = useWords().words;
  const submit = async ({ password, newPassword }: Typed) =>
    loggedOn(await core.session.changePassword({ password, newPassword }));
  return (
    <LogOnCard
      title={logOn.changeTitle}
      purpose={logOn.changePurpose}
      submitName={logOn.changeSubmit}
      submit={submit}
    >
      <input name="name" type="hidden" value={user} autoComplete="username" />
      <PasswordField label={logOn.givenPassword} name="password" />
      <NewPasswordField label={logOn.newPassword} userName={user} />
    </LogOnCard>
  );
}

type NameFieldProps = {
  user?: string | undefined;
  hint?: string;
  onName?: (name: string) => void;
};

function NameField({ user, hint, onName }: NameFieldProps) {
  const { logOn } = useWords().words;
  return (
    <Field label={logOn.name} {...(hint && { hint })}>
      <input
        name="name"
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={64}
        required
        defaultValue={user}
        onChange={(event) => onName?.(event.target.value)}
      />
    </Field>
  );
}
