import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Role } from "../../../shared/domain/session.ts";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { forgetDraft } from "../../drafts.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { GivenPassword } from "./given-password.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { usersChanged } from "./users-queries.ts";

export const newUserDraft = "user:new";

/** A new user, then the password that was made. */
export function AddUser({ onClose }: { onClose: () => void }) {
  const { users } = useWords().words;
  const { form } = useFormDraft(newUserDraft);
  const add = useMutation({
    mutationFn: (user: { name: string; role: Role }) => core.users.add(user),
    onSuccess: () => {
      forgetDraft(newUserDraft);
      return usersChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    add.mutate({ name: String(entered.get("name")), role: Role.parse(entered.get("role")) });
  };
  if (add.data)
    return (
      <div className="stack">
        <GivenPassword user={add.data.user.name} password={add.data.password} />
        <div>
          <button type="button" className="primary" onClick={onClose}>
            {users.done}
          </button>
        </div>
      </div>
    );
  return (
    <form className="form" {...form} onSubmit={submit}>
      <Field label={users.name} hint={users.addHint}>
        <input name="name" maxLength={64} required autoComplete="off" spellCheck={false} />
      </Field>
      <RoleChoice chosen="clinician" />
      {add.error && <ProblemNotice problem={toProblem(add.error)} />}
      <FormFoot submit={users.add} isPending={add.isPending} onCancel={onClose} />
    </form>
  );
}
