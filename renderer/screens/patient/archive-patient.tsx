import { useMutation } from "@tanstack/react-query";
import { Archive, ArchiveRestore } from "lucide-react";
import type { Patient } from "../../../shared/domain/patient.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { patientChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** Takes the patient out of the list, or back into it. */
export function ArchivePatient({ patient, onDone }: { patient: Patient; onDone: () => void }) {
  const { patient: screen } = useWords().words;
  const isArchived = patient.archivedAt !== null;
  const archive = useMutation({
    mutationFn: () => core.patients.archive({ id: patient.id, archived: !isArchived }),
    onSuccess: async () => {
      onDone();
      await patientChanged();
    },
  });
  const Icon = isArchived ? ArchiveRestore : Archive;
  return (
    <div className="remove stack">
      <div>
        <button type="button" disabled={archive.isPending} onClick={() => archive.mutate()}>
          <Icon size={15} aria-hidden />
          {isArchived ? screen.unarchive : screen.archive}
        </button>
      </div>
      <span className="muted small">{isArchived ? screen.archived : screen.archiveHint}</span>
      {archive.error && <ProblemNotice problem={toProblem(archive.error)} />}
    </div>
  );
}
