import { FileText } from "lucide-react";
import { useLocation } from "wouter";
import { useWords } from "../../words.ts";

/** Opens the report of the visit: its draft, preview and signature. */
export function ReportButton({ visitId, disabled }: { visitId: string; disabled: boolean }) {
  const [, go] = useLocation();
  const { visit } = useWords().words;
  return (
    <button
      type="button"
      className="primary"
      disabled={disabled}
      title={disabled ? visit.addFirst : undefined}
      onClick={() => go(`/visits/${visitId}/report`)}
    >
      <FileText size={16} aria-hidden />
      {visit.report}
    </button>
  );
}
