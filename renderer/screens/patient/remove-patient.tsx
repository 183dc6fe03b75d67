import { Trash2 } from "lucide-react";
import { useLocation } from "wouter";
import type { Patient } from "../../../shared/domain/patient.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";

/** What came of an erasure. */
export type Erased = Awaited<ReturnType<typeof core.patients.remove>>;

type RemovePatientProps = { patient: Patient; visits: number; onErased: (erased: Erased) => void };

/** Erases the patient after a question; what still holds the patient is for whoever shows this to say. */
export function RemovePatient({ patient, visits, onErased }: RemovePatientProps) {
  const leave = useLeave();
  const { words, say } = useWords();
  const screen = words.patient;
  const remove = async () => {
    const done = await core.patients.remove({ id: patient.id });
    if (done.isWiped && done.keptIn.length === 0) await leave();
    else onErased(done);
  };
  const who = nameOf(patient);
  return (
    <div className="remove">
      <ConfirmButton
        question={screen.eraseQuestion(who, say.count(visits, "visit"))}
        confirm={screen.erase}
        onConfirm={remove}
      >
        <Trash2 size={15} aria-hidden />
        {screen.erasePatient}
      </ConfirmButton>
    </div>
  );
}

/** What still holds an erased patient. */
export function ErasedNotice({ patient, erased }: { patient: Patient; erased: Erased }) {
  const leave = useLeave();
  const { frame, patient: screen } = useWords().words;
  return (
    <div className="stack" role="status">
      <strong>{screen.erased(nameOf(patient))}</strong>
      {!erased.isWiped && <p>{screen.notWiped}</p>}
      {erased.keptIn.length > 0 && (
        <>
          <p>{screen.stillKept}</p>
          <ul className="file-names">
            {erased.keptIn.map((file) => (
              <li key={file}>{file}</li>
            ))}
          </ul>
        </>
      )}
      <div>
        <button type="button" onClick={leave}>
          {frame.patients}
        </button>
      </div>
    </div>
  );
}

const nameOf = ({ name, code }: Patient): string => [name, code].filter(Boolean).join(", ");

/** Back to the list, without the patient. */
function useLeave(): () => Promise<void> {
  const [, go] = useLocation();
  return async () => {
    go("/");
    await queryClient.invalidateQueries({ queryKey: ["patients"] });
  };
}
