import { useMutation } from "@tanstack/react-query";
import { FileLock2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Patient } from "../../../shared/domain/patient.ts";
import { leastPassphraseLength } from "../../../shared/domain/patient-file.ts";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { saveBlob } from "../../save-blob.ts";
import { useWords } from "../../words.ts";

/** Writes everything of the patient into one file, after its passphrase was chosen. */
export function ExportPatient({ patient }: { patient: Patient }) {
  const [isOpen, setOpen] = useState(false);
  const { sealed } = useWords().words.patient;
  if (isOpen) return <PassphraseForm patient={patient} onDone={() => setOpen(false)} />;
  return (
    <div className="remove">
      <button type="button" onClick={() => setOpen(true)}>
        <FileLock2 size={15} aria-hidden />
        {sealed.export}
      </button>
    </div>
  );
}

function PassphraseForm({ patient, onDone }: { patient: Patient; onDone: () => void }) {
  const { sealed } = useWords().words.patient;
  const [differs, setDiffers] = useState(false);
  const write = useMutation({
    mutationFn: (passphrase: string) => core.patients.exportFile({ id: patient.id, passphrase }),
    onSuccess: ({ file, fileName }) => {
      saveBlob(file, fileName);
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const passphrase = String(form.get("passphrase"));
    const isSame = passphrase === form.get("repeated");
    setDiffers(!isSame);
    if (isSame) write.mutate(passphrase);
  };
  return (
    <form className="form remove" onSubmit={submit}>
      <p className="muted">{sealed.about}</p>
      <Field label={sealed.passphrase} hint={sealed.hint(String(leastPassphraseLength))}>
        <input
          name="passphrase"
          type="password"
          required
          minLength={leastPassphraseLength}
          autoComplete="off"
        />
      </Field>
      <Field label={sealed.repeat}>
        <input name="repeated" type="password" required autoComplete="off" />
      </Field>
      {differs && <p role="alert">{sealed.differs}</p>}
      {write.error && <ProblemNotice problem={toProblem(write.error)} />}
      <FormFoot
        submit={write.isPending ? sealed.writing : sealed.write}
        isPending={write.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
