import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { FormAnswers, FormField, VisitForm } from "../../../shared/domain/site-form.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { readAnswers } from "./site-form-answers.ts";
import "./alsfrs.css";

/** The draft of this form. */
export const siteFormDraft = (visitId: string, formId: string) => `form:${visitId}:${formId}`;

type SiteFormEntryProps = {
  visitId: string;
  entry: VisitForm;
  /** Whom the entry is removed of. */
  who: string;
  onDone: () => void;
};

/** Enters a form of the site, also in part, beside the answers of the time before. */
export function SiteFormEntry({ visitId, entry, who, onDone }: SiteFormEntryProps) {
  const { form: asked, answers, before } = entry;
  const { words, say } = useWords();
  const screen = words.visit.forms;
  const { form, seen } = useFormDraft(siteFormDraft(visitId, asked.id), answers);
  const save = useMutation({
    mutationFn: (entered: FormAnswers | null) =>
      core.visits.setForm({ id: visitId, formId: asked.id, answers: entered, seen }),
    onSuccess: async () => {
      onDone();
      await recordingsChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = readAnswers(asked, new FormData(event.currentTarget));
    if (Object.keys(entered).length > 0) save.mutate(entered);
    else if (answers) save.mutate(null);
    else onDone();
  };
  const earlier = (field: FormField) => {
    const answer = before?.answers[field.id];
    return before && answer !== undefined
      ? screen.before(say.date(before.date), say.answer(field, answer))
      : "";
  };
  return (
    <form className="form alsfrs" {...form} onSubmit={submit}>
      {asked.fields.map((field) => (
        <Question key={field.id} field={field} answer={answers?.[field.id]} earlier={earlier(field)} />
      ))}
      <p className="muted small">{screen.source(asked.source)}</p>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <FormFoot submit={words.frame.save} isPending={save.isPending} onCancel={onDone}>
        {answers && (
          <ConfirmButton
            question={screen.removeQuestion(say.formText(asked.title), who)}
            confirm={words.frame.remove}
            onConfirm={() => save.mutate(null)}
          >
            {words.frame.remove}
          </ConfirmButton>
        )}
      </FormFoot>
    </form>
  );
}

type QuestionProps = { field: FormField; answer: number | string | undefined; earlier: string };

function Question({ field, answer, earlier }: QuestionProps) {
  const { words, say } = useWords();
  const screen = words.visit.forms;
  const hints = [field.hint && say.formText(field.hint), earlier];
  const label = say.formText(field.label);
  if (field.kind === "choice")
    return (
      <fieldset>
        <legend>{label}</legend>
        {field.options.map((option) => (
          <label key={option.score}>
            <input
              type="radio"
              name={field.id}
              value={option.score}
              defaultChecked={answer === option.score}
            />
            <b>{option.score}</b>
            <span>{say.formText(option.label)}</span>
          </label>
        ))}
        <label className="muted">
          <input type="radio" name={field.id} value="" defaultChecked={answer === undefined} />
          <b>–</b>
          <span>{screen.notAnswered}</span>
        </label>
        <small className="muted">{hints.filter(Boolean).join(" · ")}</small>
      </fieldset>
    );
  if (field.kind === "text")
    return (
      <Field label={label} hint={hints.filter(Boolean).join(" · ")}>
        <textarea name={field.id} maxLength={4000} defaultValue={answer} />
      </Field>
    );
  const { minimum, maximum, decimals, unit } = field;
  const bounds = screen.range(say.number(minimum, decimals), say.number(maximum, decimals));
  return (
    <Field
      label={[label, say.unit(unit)].filter(Boolean).join(", ")}
      hint={[bounds, ...hints].filter(Boolean).join(" · ")}
    >
      <input
        name={field.id}
        type="number"
        min={minimum}
        max={maximum}
        step={10 ** -decimals}
        defaultValue={answer}
      />
    </Field>
  );
}
