import { useMutation, useQuery } from "@tanstack/react-query";
import type { SiteForm } from "../../../shared/domain/site-form.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient, siteFormsQuery } from "../../queries.ts";
import { saveBlob } from "../../save-blob.ts";
import { visitsKey } from "../../visit-keys.ts";
import { useWords } from "../../words.ts";
import { JsonFileField } from "./json-file-field.tsx";

/** The site's own questionnaires and examinations: what stands, the file of another, an example to begin with. */
export function FormsCard() {
  const { settings } = useWords().words;
  const found = useQuery(siteFormsQuery);
  const onSuccess = async (forms: SiteForm[]) => {
    queryClient.setQueryData(siteFormsQuery.queryKey, forms);
    await queryClient.invalidateQueries({ queryKey: visitsKey });
  };
  const add = useMutation({
    mutationFn: async (file: File) => core.site.addForm({ fileName: file.name, json: await file.text() }),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: (id: string) => core.site.removeForm({ id }), onSuccess });
  const example = useMutation({ mutationFn: saveExample });
  const problem = add.error ?? remove.error ?? example.error;
  return (
    <section className="card settings" aria-label={settings.forms.title}>
      <header>
        <h2>{settings.forms.title}</h2>
      </header>
      <div className="content stack">
        <p className="muted small">{settings.forms.about}</p>
        <Loading query={found} doing={settings.asking}>
          {(forms) => <FormList forms={forms} onRemove={remove.mutate} />}
        </Loading>
        <JsonFileField label={settings.forms.load} disabled={add.isPending} onFile={add.mutate} />
        {problem && <ProblemNotice problem={toProblem(problem)} />}
        <div className="actions">
          <button type="button" onClick={() => example.mutate()}>
            {settings.forms.example}
          </button>
        </div>
      </div>
    </section>
  );
}

function FormList({ forms, onRemove }: { forms: SiteForm[]; onRemove: (id: string) => void }) {
  const { words, say } = useWords();
  const said = words.settings.forms;
  if (forms.length === 0) return <p>{said.none}</p>;
  return forms.map(({ id, title, source, fields }) => (
    <div key={id}>
      <h3>{say.formText(title)}</h3>
      <p className="muted small">{[id, said.fields(say.number(fields.length, 0)), source].join(" · ")}</p>
      <ConfirmButton
        question={said.removeQuestion(say.formText(title))}
        confirm={words.frame.remove}
        onConfirm={() => onRemove(id)}
      >
        {words.frame.remove}
      </ConfirmButton>
    </div>
  ));
}

async function saveExample(): Promise<void> {
  const form = await core.site.exampleForm();
  saveBlob(new Blob([`${JSON.stringify(form, null, 2)}\n`], { type: "application/json" }), `${form.id}.json`);
}
