import { useMutation } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { ReportDraft } from "../../../shared/contract/reports.ts";
import { type SigningMeaning, signingMeanings } from "../../../shared/domain/report.ts";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { reportsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** Signs the report as it stands. */
export function SignCard({ visitId, draft }: { visitId: string; draft: ReportDraft }) {
  const screen = useWords().words.reportScreen;
  return (
    <section className="card" aria-label={screen.sign}>
      <header>
        <h2>{screen.sign}</h2>
      </header>
      <div className="content stack">
        <p className="muted small">{screen.signHint}</p>
        <SignForm submit={screen.sign} sign={(meaning) => core.reports.sign({ visitId, draft, meaning })} />
      </div>
    </section>
  );
}

type SignFormProps = {
  submit: string;
  sign: (meaning: SigningMeaning) => Promise<unknown>;
  onSigned?: () => void;
};

/** The password once more, and what the signature means. */
export function SignForm({ submit, sign, onSigned }: SignFormProps) {
  const { words } = useWords();
  const { reportScreen: screen, report, frame } = words;
  const [meaning, setMeaning] = useState<SigningMeaning>("author");
  const signing = useMutation({
    mutationFn: async (password: string) => {
      await core.session.confirm({ password });
      return sign(meaning);
    },
    onSuccess: async () => {
      onSigned?.();
      await reportsChanged();
    },
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    signing.mutate(String(new FormData(form).get("password") ?? ""), { onSettled: () => form.reset() });
  };
  const meanings = signingMeanings.map((id) => ({ id, name: report.signature.meanings[id] }));
  return (
    <form className="form" onSubmit={onSubmit}>
      <Segmented label={screen.meaning} choices={meanings} value={meaning} onChange={setMeaning} />
      <Field label={screen.password}>
        <input name="password" type="password" required autoComplete="current-password" />
      </Field>
      {signing.error && <ProblemNotice problem={toProblem(signing.error)} />}
      <button type="submit" className="primary" disabled={signing.isPending}>
        <PenLine size={15} aria-hidden />
        {signing.isPending ? frame.doing(screen.signing) : submit}
      </button>
    </form>
  );
}
