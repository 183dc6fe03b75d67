import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";

/** After how many minutes without activity pages lock. */
export function LogOffCard({ minutes }: { minutes: number }) {
  const { frame, users } = useWords().words;
  const save = useMutation({ mutationFn: (chosen: number) => core.users.setLogOff({ minutes: chosen }) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(Number(new FormData(event.currentTarget).get("minutes")));
  };
  return (
    <section className="card">
      <header>
        <h2>{users.logOff}</h2>
      </header>
      <form className="content stack" onSubmit={submit}>
        <Field label={users.logOffMinutes} hint={users.logOffHint}>
          <input name="minutes" type="number" min={1} max={240} required defaultValue={minutes} />
        </Field>
        {save.error && <ProblemNotice problem={toProblem(save.error)} />}
        <div className="beside">
          <button type="submit" disabled={save.isPending}>
            {frame.save}
          </button>
          <span className="muted small" aria-live="polite">
            {save.isSuccess ? users.saved : ""}
          </span>
        </div>
      </form>
    </section>
  );
}
