import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { Visit } from "../../../shared/domain/visit.ts";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { today } from "../../today.ts";

type VisitFormProps = {
  patientId: string;
  /** The visit to change; a new one when absent. */
  visit?: Visit;
  /** Recording device of the visit before, offered again. */
  lastDevice?: string;
  onSaved: (visit: Visit) => void;
  onCancel: () => void;
};

/** Enters or changes a visit. */
export function VisitForm({ patientId, visit, lastDevice = "", onSaved, onCancel }: VisitFormProps) {
  const save = useMutation({
    mutationFn: (details: { date: string; device: string; notes: string }) =>
      visit
        ? core.visits.update({ ...details, id: visit.id })
        : core.visits.create({ ...details, patientId }),
    onSuccess: async (saved) => {
      onSaved(saved);
      await recordingsChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    save.mutate({ date: text("date"), device: text("device"), notes: text("notes") });
  };
  return (
    <form className="form" onSubmit={submit}>
      <Field label="Date">
        <input name="date" type="date" required max={today()} defaultValue={visit?.date ?? today()} />
      </Field>
      <Field label="Microphone or recorder" hint="A change of device is marked in the trend.">
        <input name="device" maxLength={200} defaultValue={visit?.device ?? lastDevice} autoComplete="off" />
      </Field>
      <Field label="Notes">
        <textarea name="notes" rows={4} maxLength={10_000} defaultValue={visit?.notes} />
      </Field>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="foot">
        <button type="submit" className="primary" disabled={save.isPending}>
          {visit ? "Save" : "Add visit"}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
