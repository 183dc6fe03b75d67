import { useMutation } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { saveBlob } from "../../save-blob.ts";

/** Makes the PDF of the visit and saves it. */
export function ReportButton({ visitId, disabled }: { visitId: string; disabled: boolean }) {
  const report = useMutation({
    mutationFn: () => core.reports.create({ visitId }),
    onSuccess: ({ fileName, pdf }) => saveBlob(pdf, fileName),
  });
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={disabled || report.isPending}
        title={disabled ? "Add a recording first" : undefined}
        onClick={() => report.mutate()}
      >
        <FileText size={16} aria-hidden />
        {report.isPending ? "Making the report …" : "Make report"}
      </button>
      {report.error && <ProblemNotice problem={toProblem(report.error)} />}
    </>
  );
}
