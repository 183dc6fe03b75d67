import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Treatment, TreatmentDetails } from "../../../../shared/domain/treatment.ts";
import { ConfirmButton } from "../../../components/confirm-button.tsx";
import { DateField } from "../../../components/date-field.tsx";
import { Field } from "../../../components/field.tsx";
import { FormFoot } from "../../../components/form-foot.tsx";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { core } from "../../../core-client.ts";
import { toProblem } from "../../../problem.ts";
import { treatmentsChanged } from "../../../queries.ts";
import { today } from "../../../today.ts";
import { useWords } from "../../../words.ts";

type TreatmentFormProps = {
  patientId: string;
  /** "Example, Ada, E2E-1", for the question before a removal. */
  patientName: string;
  /** The treatment to change; a new one when absent. */
  treatment?: Treatment | undefined;
  onDone: () => void;
};

/** Kinds in the order of the form. */
const treatmentKinds: readonly TreatmentDetails["kind"][] = [
  "riluzole",
  "edaravone",
  "tofersen",
  "PEG",
  "NIV",
  "other",
];

/** Enters, changes, ends or removes a treatment. */
export function TreatmentForm({ patientId, patientName, treatment, onDone }: TreatmentFormProps) {
  const { words, say } = useWords();
  const { frame, patient } = words;
  const screen = patient.treatments;
  const [start, setStart] = useState(treatment?.start ?? today());
  // what the form was filled from, whatever is fetched meanwhile
  const [seen] = useState(treatment);
  const [kind, setKind] = useState(treatment?.kind ?? "riluzole");
  const done = async () => {
    onDone();
    await treatmentsChanged();
  };
  const save = useMutation({
    mutationFn: (details: TreatmentDetails) =>
      treatment
        ? core.patients.updateTreatment({ ...details, id: treatment.id, seen })
        : core.patients.addTreatment({ ...details, patientId }),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: (id: string) => core.patients.removeTreatment({ id }),
    onSuccess: done,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    save.mutate({ kind, label: text("label"), start, end: text("end") || null });
  };
  const problem = save.error ?? remove.error;
  return (
    <form className="form" onSubmit={submit}>
      <Field label={screen.kind}>
        <select value={kind} onChange={({ target }) => setKind(target.value as TreatmentDetails["kind"])}>
          {treatmentKinds.map((id) => (
            <option key={id} value={id}>
              {screen.kinds[id]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={kind === "other" ? screen.whatItIs : screen.detail} hint={screen.detailHint}>
        <input
          name="label"
          maxLength={200}
          required={kind === "other"}
          defaultValue={treatment?.label}
          autoComplete="off"
        />
      </Field>
      <div className="pair">
        <DateField
          label={screen.start}
          required
          value={start}
          onChange={({ target }) => setStart(target.value)}
        />
        <DateField
          label={screen.end}
          hint={screen.endHint}
          name="end"
          min={start}
          defaultValue={treatment?.end ?? ""}
        />
      </div>
      {problem && <ProblemNotice problem={toProblem(problem)} />}
      <FormFoot submit={treatment ? frame.save : screen.add} isPending={save.isPending} onCancel={onDone} />
      {treatment && (
        <div className="remove">
          <ConfirmButton
            question={screen.removeQuestion(say.treatment(treatment), patientName)}
            confirm={frame.remove}
            onConfirm={() => remove.mutate(treatment.id)}
          >
            <Trash2 size={15} aria-hidden />
            {screen.remove}
          </ConfirmButton>
        </div>
      )}
    </form>
  );
}
