import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Role } from "../../../shared/domain/session.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { SaveRow } from "../../components/save-row.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { GivenPassword } from "./given-password.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { type ListedUser, usersChanged } from "./users-queries.ts";

/** What an administrator does to a user. */
export function ChangeUser({ user }: { user: ListedUser }) {
  return (
    <div className="change-user">
      <ChangeRole user={user} />
      <ResetPassword user={user} />
      <DisableOrRemove user={user} />
    </div>
  );
}

function ChangeRole({ user: { id, role } }: { user: ListedUser }) {
  const { users } = useWords().words;
  const save = useMutation({
    mutationFn: (chosen: Role) => core.users.setRole({ id, role: chosen }),
    onSuccess: usersChanged,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(Role.parse(new FormData(event.currentTarget).get("role")));
  };
  return (
    <form className="stack" onSubmit={submit}>
      <RoleChoice chosen={role} />
      <SaveRow save={save} submit={users.saveRole} saved={users.saved} />
    </form>
  );
}

function ResetPassword({ user: { id, name } }: { user: ListedUser }) {
  const { users } = useWords().words;
  const reset = useMutation({ mutationFn: () => core.users.resetPassword({ id }), onSuccess: usersChanged });
  return (
    <section className="stack">
      {reset.data ? (
        <GivenPassword user={name} password={reset.data.password} />
      ) : (
        <div>
          <ConfirmButton
            question={users.resetQuestion(name)}
            confirm={users.resetConfirm}
            onConfirm={() => reset.mutate()}
          >
            {users.reset}
          </ConfirmButton>
        </div>
      )}
      <Failure of={reset} />
    </section>
  );
}

function DisableOrRemove({ user: { id, name, disabled } }: { user: ListedUser }) {
  const { frame, users } = useWords().words;
  const disable = useMutation({
    mutationFn: () => core.users.setDisabled({ id, disabled: !disabled }),
    onSuccess: usersChanged,
  });
  const remove = useMutation({ mutationFn: () => core.users.remove({ id }), onSuccess: usersChanged });
  return (
    <section className="stack">
      <div className="beside">
        <button type="button" disabled={disable.isPending} onClick={() => disable.mutate()}>
          {disabled ? users.enable : users.disable}
        </button>
        <ConfirmButton
          question={users.removeQuestion(name)}
          confirm={frame.remove}
          onConfirm={() => remove.mutate()}
        >
          {frame.remove}
        </ConfirmButton>
      </div>
      <p className="muted small">{users.stateHint}</p>
      <Failure of={disable} />
      <Failure of={remove} />
    </section>
  );
}

function Failure({ of: { error } }: { of: Pick<UseMutationResult, "error"> }) {
  return error && <ProblemNotice problem={toProblem(error)} />;
}
