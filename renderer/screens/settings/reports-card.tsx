import { useMutation, useQuery } from "@tanstack/react-query";
import { type ChangeEvent, type FormEvent, useState } from "react";
import { type ClinicHead, longestHeadLine, mostHeadLines, papers } from "../../../shared/domain/report.ts";
import { base64Of } from "../../base64-of.ts";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { logoAsPng } from "./logo-file.ts";

const headKey = ["clinic-head"];
const certificateKey = ["certificate"];

/** How reports are headed, their paper, and what they are signed with. */
export function ReportsCard() {
  const { reportScreen, settings } = useWords().words;
  const head = useQuery({
    queryKey: headKey,
    queryFn: ({ signal }) => core.site.clinicHead(undefined, { signal }),
  });
  return (
    <section className="card settings">
      <header>
        <h2>{reportScreen.site.title}</h2>
      </header>
      <div className="content stack">
        <Loading query={head} doing={settings.asking}>
          {(found) => <HeadForm key={JSON.stringify(found)} head={found} />}
        </Loading>
        <Certificate />
      </div>
    </section>
  );
}

function HeadForm({ head }: { head: ClinicHead }) {
  const screen = useWords().words.reportScreen;
  const [draft, setDraft] = useState(head);
  const save = useMutation({
    mutationFn: async (changed: ClinicHead) => core.site.setClinicHead(changed),
    onSuccess: (saved) => queryClient.setQueryData(headKey, saved),
  });
  const choose = useMutation({
    mutationFn: logoAsPng,
    onSuccess: (logoBase64) => setDraft((before) => ({ ...before, logoBase64 })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file) choose.mutate(file);
    target.value = "";
  };
  const paper = papers.map((id) => ({ id, name: id }));
  const problem = save.error ?? choose.error;
  return (
    <form className="form" onSubmit={submit}>
      <Field label={screen.site.head}>
        <textarea
          rows={mostHeadLines}
          maxLength={mostHeadLines * longestHeadLine}
          value={draft.lines.join("\n")}
          onChange={({ target }) =>
            setDraft({ ...draft, lines: target.value.split("\n").slice(0, mostHeadLines) })
          }
        />
      </Field>
      <Field label={screen.site.logo}>
        <input type="file" accept="image/png,image/svg+xml" onChange={pick} />
      </Field>
      {draft.logoBase64 && (
        <div className="actions">
          <img
            className="clinic-logo"
            src={`data:image/png;base64,${draft.logoBase64}`}
            alt={screen.site.logo}
          />
          <button type="button" className="small" onClick={() => setDraft({ ...draft, logoBase64: null })}>
            {screen.site.removeLogo}
          </button>
        </div>
      )}
      <Segmented
        label={screen.paper}
        choices={paper}
        value={draft.paper}
        onChange={(id) => setDraft({ ...draft, paper: id })}
      />
      {problem && <ProblemNotice problem={toProblem(problem)} />}
      <button type="submit" disabled={save.isPending}>
        {screen.site.save}
      </button>
    </form>
  );
}

function Certificate() {
  const { words, say } = useWords();
  const { site } = words.reportScreen;
  const certificate = useQuery({
    queryKey: certificateKey,
    queryFn: ({ signal }) => core.site.certificate(undefined, { signal }),
  });
  const take = useMutation({
    mutationFn: async ({ file, password }: { file: File; password: string }) =>
      core.site.importCertificate({ fileBase64: await base64Of(file), password }),
    onSuccess: (summary) => queryClient.setQueryData(certificateKey, summary),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const entered = new FormData(form);
    const file = entered.get("file");
    if (!(file instanceof File)) return;
    take.mutate({ file, password: String(entered.get("password") ?? "") }, { onSettled: () => form.reset() });
  };
  return (
    <form className="form" onSubmit={submit}>
      <h3>{site.certificate}</h3>
      <Loading query={certificate} doing={words.settings.asking}>
        {(found) => (
          <p className="muted small">
            {found
              ? [
                  found.subject,
                  found.selfMade ? site.selfMade : site.issuedBy(found.issuer),
                  site.validTo(say.date(found.validTo)),
                  `SHA-256 ${found.sha256.slice(0, 16)}…`,
                ].join(" · ")
              : site.noCertificate}
          </p>
        )}
      </Loading>
      <Field label={site.importIt}>
        <input name="file" type="file" accept=".p12,.pfx" required />
      </Field>
      <Field label={site.filePassword}>
        <input name="password" type="password" autoComplete="off" />
      </Field>
      {take.error && <ProblemNotice problem={toProblem(take.error)} />}
      <button type="submit" disabled={take.isPending}>
        {site.take}
      </button>
    </form>
  );
}
