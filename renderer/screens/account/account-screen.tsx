import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { OwnSession } from "../../../shared/domain/session.ts";
import { NewPasswordField } from "../../components/new-password-field.tsx";
import { Page } from "../../components/page.tsx";
import { PasswordField } from "../../components/password-field.tsx";
import { SaveRow } from "../../components/save-row.tsx";
import { core } from "../../core-client.ts";
import { loggedOn, useSession } from "../../session.ts";
import { useWords } from "../../words.ts";

/** Who is logged on, what the role may do, and the own password. */
export function AccountScreen() {
  const session = useSession();
  const { users } = useWords().words;
  if (session.kind !== "logged-on") return null;
  return (
    <Page title={users.account}>
      <OwnCard own={session.own} />
      <ChangePassword user={session.own.user} />
    </Page>
  );
}

function OwnCard({ own: { user, role, logOffAfterMinutes } }: { own: OwnSession }) {
  const { users } = useWords().words;
  return (
    <section className="card settings">
      <header>
        <h2>{user}</h2>
      </header>
      <div className="content stack">
        <p>
          {users.roleIs(users.roles[role])}. {users.purposes[role]}
        </p>
        <p className="muted">{users.logsOffAfter(String(logOffAfterMinutes))}</p>
      </div>
    </section>
  );
}

type Passwords = { password: string; newPassword: string };

function ChangePassword({ user }: { user: string }) {
  const { logOn, users } = useWords().words;
  // counts the changes: each one empties the fields
  const [changes, setChanges] = useState(0);
  const change = useMutation({
    mutationFn: async (typed: Passwords) => loggedOn(await core.session.changePassword(typed)),
    onSuccess: () => setChanges((count) => count + 1),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Passwords);
  };
  return (
    <section className="card settings">
      <header>
        <h2>{users.changePassword}</h2>
      </header>
      <form className="content form" key={changes} onSubmit={submit}>
        <PasswordField label={logOn.oldPassword} name="password" />
        <NewPasswordField label={logOn.newPassword} userName={user} />
        <SaveRow save={change} submit={logOn.changeSubmit} saved={users.changedOwn} isPrimary />
      </form>
    </section>
  );
}
