import { useMutation } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { saveBlob } from "../../save-blob.ts";
import { useWords } from "../../words.ts";

/** Makes the PDF of the visit and saves it. */
export function ReportButton({ visitId, disabled }: { visitId: string; disabled: boolean }) {
  const { language, words } = useWords();
  const { frame, visit } = words;
  const report = useMutation({
    mutationFn: () => core.reports.create({ visitId, language }),
    onSuccess: ({ fileName, pdf }) => saveBlob(pdf, fileName),
  });
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={disabled || report.isPending}
        title={disabled ? visit.addFirst : undefined}
        onClick={() => report.mutate()}
      >
        <FileText size={16} aria-hidden />
        {report.isPending ? frame.doing(visit.makingReport) : visit.report}
      </button>
      {report.error && <ProblemNotice problem={toProblem(report.error)} />}
    </>
  );
}
