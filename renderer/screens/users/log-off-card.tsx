import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Field } from "../../components/field.tsx";
import { SaveRow } from "../../components/save-row.tsx";
import { core } from "../../core-client.ts";
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
        <SaveRow save={save} submit={frame.save} saved={users.saved} />
      </form>
    </section>
  );
}
