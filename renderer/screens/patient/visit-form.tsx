import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { Visit } from "../../../shared/domain/visit.ts";
import { DateField } from "../../components/date-field.tsx";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { forgetDraft } from "../../drafts.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";

type VisitFormProps = {
  patientId: string;
  /** The visit to change; a new one when absent. */
  visit?: Visit;
  /** Recording device of the visit before, offered again. */
  lastDevice?: string;
  onSaved: (visit: Visit) => void;
  onCancel: () => void;
};

/** The draft of this form: of a visit, or of a new one of the patient. */
export const visitDraft = (patientId: string, visitId?: string) => `visit:${visitId ?? `new:${patientId}`}`;

/** Enters or changes a visit. */
export function VisitForm({ patientId, visit, lastDevice = "", onSaved, onCancel }: VisitFormProps) {
  const { frame, patient } = useWords().words;
  const key = visitDraft(patientId, visit?.id);
  const { form, seen } = useFormDraft(key, visit);
  const save = useMutation({
    mutationFn: (details: { date: string; device: string; notes: string }) =>
      visit
        ? core.visits.update({ ...details, id: visit.id, seen })
        : core.visits.create({ ...details, patientId }),
    onSuccess: async (saved) => {
      forgetDraft(key);
      onSaved(saved);
      await recordingsChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const text = (name: string) => String(entered.get(name) ?? "").trim();
    save.mutate({ date: text("date"), device: text("device"), notes: text("notes") });
  };
  return (
    <form className="form" {...form} onSubmit={submit}>
      <DateField
        label={patient.form.date}
        name="date"
        required
        max={today()}
        defaultValue={visit?.date ?? today()}
      />
      <Field label={patient.form.device} hint={patient.form.deviceHint}>
        <input name="device" maxLength={200} defaultValue={visit?.device ?? lastDevice} autoComplete="off" />
      </Field>
      <Field label={patient.form.notes}>
        <textarea name="notes" rows={4} maxLength={10_000} defaultValue={visit?.notes} />
      </Field>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <FormFoot
        submit={visit ? frame.save : patient.form.add}
        isPending={save.isPending}
        onCancel={onCancel}
      />
    </form>
  );
}
