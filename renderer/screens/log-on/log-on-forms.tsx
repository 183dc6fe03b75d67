import { useMutation } from "@tanstack/react-query";
import type { FormEvent, PropsWithChildren } from "react";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { loggedOn } from "../../session.ts";
import { useWords } from "../../words.ts";

type Typed = Record<"name" | "password" | "newPassword", string>;

export function LogOnForm() {
  const { logOn } = useWords().words;
  const submit = async ({ name, password }: Typed) => loggedOn(await core.session.logOn({ name, password }));
  return (
    <LogOnPage title={logOn.title} submitName={logOn.submit} submit={submit}>
      <NameField />
      <Field label={logOn.password}>
        <input name="password" type="password" autoComplete="current-password" required />
      </Field>
    </LogOnPage>
  );
}

export function SetUpForm({ onRecoveryKey }: { onRecoveryKey: (recoveryKey: string) => void }) {
  const { logOn } = useWords().words;
  const submit = async ({ name, newPassword }: Typed) => {
    const { session, recoveryKey } = await core.session.setUp({ name, password: newPassword });
    onRecoveryKey(recoveryKey);
    loggedOn(session);
  };
  return (
    <LogOnPage
      title={logOn.setUp}
      purpose={logOn.setUpPurpose}
      submitName={logOn.setUpSubmit}
      submit={submit}
    >
      <NameField />
      <NewPasswordField label={logOn.password} />
    </LogOnPage>
  );
}

export function ChangePasswordForm({ user }: { user: string }) {
  const { logOn } = useWords().words;
  const submit = async ({ password, newPassword }: Typed) =>
    loggedOn(await core.session.changePassword({ password, newPassword }));
  return (
    <LogOnPage
      title={logOn.changeTitle}
      purpose={logOn.changePurpose}
      submitName={logOn.changeSubmit}
      submit={submit}
    >
      <input name="name" type="hidden" value={user} autoComplete="username" />
      <Field label={logOn.password}>
        <input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <NewPasswordField label={logOn.newPassword} />
    </LogOnPage>
  );
}

function NameField() {
  const { logOn } = useWords().words;
  return (
    <Field label={logOn.name}>
      <input name="name" autoComplete="username" required />
    </Field>
  );
}

function NewPasswordField({ label }: { label: string }) {
  const { logOn } = useWords().words;
  return (
    <Field label={label} hint={logOn.passwordHint}>
      <input name="newPassword" type="password" autoComplete="new-password" required />
    </Field>
  );
}

type LogOnPageProps = PropsWithChildren<{
  title: string;
  purpose?: string;
  submitName: string;
  submit: (typed: Typed) => Promise<void>;
}>;

/** A form on an otherwise empty page, with the error that it met. */
function LogOnPage({ title, purpose, submitName, submit, children }: LogOnPageProps) {
  const { mutate, error, isPending } = useMutation({ mutationFn: submit });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(Object.fromEntries(new FormData(event.currentTarget)) as Typed);
  };
  return (
    <main className="log-on">
      <form className="card" onSubmit={onSubmit}>
        <header>
          <h1>{title}</h1>
        </header>
        <div className="content stack">
          {purpose && <p>{purpose}</p>}
          {children}
          {error && <ProblemNotice problem={toProblem(error)} />}
          <div className="foot">
            <button type="submit" className="primary" disabled={isPending}>
              {submitName}
            </button>
          </div>
          <ResearchUse />
        </div>
      </form>
    </main>
  );
}
