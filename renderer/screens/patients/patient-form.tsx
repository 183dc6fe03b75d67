import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { DiagnosisCode, type Patient, type PatientDetails } from "../../../shared/domain/patient.ts";
import { DateField } from "../../components/date-field.tsx";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { forgetDraft } from "../../drafts.ts";
import { toProblem } from "../../problem.ts";
import { patientChanged } from "../../queries.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";
import { type FoundPatient, FromFile } from "./from-file.tsx";

type PatientFormProps = {
  /** The patient to change; a new one when absent. */
  patient?: Patient;
  onSaved: (patient: Patient) => void;
  onCancel: () => void;
};

/** The draft of this form; the empty one is a new patient's. */
export const patientDraft = (id = "new") => `patient:${id}`;

/** Enters or changes a patient's details. */
export function PatientForm({ patient, onSaved, onCancel }: PatientFormProps) {
  const { frame, patients } = useWords().words;
  const { form, seen } = useFormDraft(patientDraft(patient?.id), patient);
  const save = useMutation({
    mutationFn: (details: PatientDetails) =>
      patient ? core.patients.update({ ...details, id: patient.id, seen }) : core.patients.create(details),
    onSuccess: async (saved) => {
      forgetDraft(patientDraft(patient?.id));
      onSaved(saved);
      await patientChanged();
    },
  });
  const fillIn = (found: FoundPatient) => {
    if (form.ref.current) fillFields(form.ref.current, found);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(readDetails(new FormData(event.currentTarget)));
  };
  return (
    <form className="form" {...form} onSubmit={submit}>
      <FromFile onChosen={fillIn} />
      <Identity patient={patient} />
      <Disease patient={patient} />
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <FormFoot
        submit={patient ? frame.save : patients.form.add}
        isPending={save.isPending}
        onCancel={onCancel}
      />
    </form>
  );
}

/** What the file does not tell stays as it is in the form. */
function fillFields(form: HTMLFormElement, { code, name, birthDate, sex }: FoundPatient): void {
  for (const [field, value] of Object.entries({ code, name, birthDate, sex })) {
    const control = form.elements.namedItem(field);
    const isField = control instanceof HTMLInputElement || control instanceof HTMLSelectElement;
    if (!value || !isField) continue;
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function Identity({ patient }: { patient?: Patient | undefined }) {
  const { frame, general, patients } = useWords().words;
  const { form } = patients;
  return (
    <>
      <Field label={form.code} hint={form.codeHint}>
        <input name="code" required maxLength={64} defaultValue={patient?.code} autoComplete="off" />
      </Field>
      <Field label={form.name}>
        <input name="name" maxLength={200} defaultValue={patient?.name} autoComplete="off" />
      </Field>
      <div className="pair">
        <DateField
          label={form.birthDate}
          name="birthDate"
          max={today()}
          defaultValue={patient?.birthDate ?? ""}
        />
        <Field label={form.sex} hint={form.sexHint}>
          <select name="sex" defaultValue={patient?.sex ?? ""}>
            <option value="">{frame.notEntered}</option>
            <option value="female">{general.sex.female}</option>
            <option value="male">{general.sex.male}</option>
          </select>
        </Field>
      </div>
    </>
  );
}

const onsetRegions = ["unknown", "bulbar", "spinal", "respiratory"] as const;

function Disease({ patient }: { patient?: Patient | undefined }) {
  const { general, patients } = useWords().words;
  const { form } = patients;
  return (
    <>
      <div className="pair">
        <DateField
          label={form.onset}
          hint={form.onsetHint}
          name="onsetDate"
          max={today()}
          defaultValue={patient?.onsetDate ?? ""}
        />
        <Field label={form.region}>
          <select name="onsetRegion" defaultValue={patient?.onsetRegion ?? "unknown"}>
            {onsetRegions.map((region) => (
              <option key={region} value={region}>
                {general.onsetRegion[region]}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <div className="pair">
        <Field label={form.diagnosisCode} hint={form.diagnosisCodeHint}>
          <select name="diagnosisCode" defaultValue={patient?.diagnosisCode ?? "unknown"}>
            {DiagnosisCode.options.map((code) => (
              <option key={code} value={code}>
                {general.diagnosisCode[code]}
              </option>
            ))}
          </select>
        </Field>
        <Field label={form.diagnosis}>
          <input name="diagnosis" maxLength={500} defaultValue={patient?.diagnosis} autoComplete="off" />
        </Field>
      </div>
      <Field label={form.notes}>
        <textarea name="notes" rows={3} maxLength={10_000} defaultValue={patient?.notes} />
      </Field>
    </>
  );
}

function readDetails(form: FormData): PatientDetails {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    code: text("code"),
    name: text("name"),
    birthDate: text("birthDate") || null,
    sex: (text("sex") || null) as PatientDetails["sex"],
    onsetDate: text("onsetDate") || null,
    onsetRegion: text("onsetRegion") as PatientDetails["onsetRegion"],
    diagnosisCode: text("diagnosisCode") as PatientDetails["diagnosisCode"],
    diagnosis: text("diagnosis"),
    notes: text("notes"),
  };
}
