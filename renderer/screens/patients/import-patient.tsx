import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { patientFileSuffix } from "../../../shared/domain/patient-file.ts";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { uploadFile } from "../../upload.ts";
import { useWords } from "../../words.ts";

type ImportPatientProps = { onTaken: (patientId: string) => void; onCancel: () => void };
type Asked = { file: File; passphrase: string; code: string | null };

/** Takes in a patient from a sealed file. */
export function ImportPatient({ onTaken, onCancel }: ImportPatientProps) {
  const { sealed } = useWords().words.patients;
  const take = useMutation({
    mutationFn: async ({ file, passphrase, code }: Asked) => {
      const uploadId = await uploadFile(file, new AbortController().signal, () => {});
      return core.patients.importFile({ uploadId, fileName: file.name, passphrase, code });
    },
    onSuccess: async ({ patientId }) => {
      onTaken(patientId);
      await queryClient.invalidateQueries({ queryKey: ["patients"] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (!(file instanceof File)) return;
    const code = String(form.get("code")).trim() || null;
    take.mutate({ file, passphrase: String(form.get("passphrase")), code });
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="muted">{sealed.about}</p>
      <Field label={sealed.file}>
        <input name="file" type="file" required accept={patientFileSuffix} />
      </Field>
      <Field label={sealed.passphrase}>
        <input name="passphrase" type="password" required autoComplete="off" />
      </Field>
      <Field label={sealed.code} hint={sealed.codeHint}>
        <input name="code" maxLength={64} autoComplete="off" />
      </Field>
      {take.error && <ProblemNotice problem={toProblem(take.error)} />}
      <FormFoot
        submit={take.isPending ? sealed.taking : sealed.take}
        isPending={take.isPending}
        onCancel={onCancel}
      />
    </form>
  );
}
