import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { Patient, PatientDetails } from "../../../shared/domain/patient.ts";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { today } from "../../today.ts";

type PatientFormProps = {
  /** The patient to change; a new one when absent. */
  patient?: Patient;
  onSaved: (patient: Patient) => void;
  onCancel: () => void;
};

/** Enters or changes a patient's details. */
export function PatientForm({ patient, onSaved, onCancel }: PatientFormProps) {
  const save = useMutation({
    mutationFn: (details: PatientDetails) =>
      patient ? core.patients.update({ ...details, id: patient.id }) : core.patients.create(details),
    onSuccess: async (saved) => {
      onSaved(saved);
      await Promise.all(
        ["patients", "patient", "visit", "recording", "trends"].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(readDetails(new FormData(event.currentTarget)));
  };
  return (
    <form className="form" onSubmit={submit}>
      <Identity patient={patient} />
      <Disease patient={patient} />
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="foot">
        <button type="submit" className="primary" disabled={save.isPending}>
          {patient ? "Save" : "Add patient"}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Identity({ patient }: { patient?: Patient | undefined }) {
  return (
    <>
      <Field label="Patient id" hint="As used in your hospital or study.">
        <input name="code" required maxLength={64} defaultValue={patient?.code} autoComplete="off" />
      </Field>
      <Field label="Name">
        <input name="name" maxLength={200} defaultValue={patient?.name} autoComplete="off" />
      </Field>
      <div className="pair">
        <Field label="Birth date">
          <input name="birthDate" type="date" max={today()} defaultValue={patient?.birthDate ?? ""} />
        </Field>
        <Field label="Sex" hint="Sets pitch range and norms.">
          <select name="sex" defaultValue={patient?.sex ?? ""}>
            <option value="">not entered</option>
            <option value="female">female</option>
            <option value="male">male</option>
          </select>
        </Field>
      </div>
    </>
  );
}

function Disease({ patient }: { patient?: Patient | undefined }) {
  return (
    <>
      <div className="pair">
        <Field label="Onset" hint="First symptom, as reported.">
          <input name="onsetDate" type="date" max={today()} defaultValue={patient?.onsetDate ?? ""} />
        </Field>
        <Field label="Region of onset">
          <select name="onsetRegion" defaultValue={patient?.onsetRegion ?? "unknown"}>
            {["unknown", "bulbar", "spinal", "respiratory"].map((region) => (
              <option key={region}>{region}</option>
            ))}
          </select>
        </Field>
      </div>
      <Field label="Diagnosis">
        <input name="diagnosis" maxLength={500} defaultValue={patient?.diagnosis} autoComplete="off" />
      </Field>
      <Field label="Notes">
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
    diagnosis: text("diagnosis"),
    notes: text("notes"),
  };
}
