import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Patient } from "../../../shared/domain/patient.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";

type Erased = Awaited<ReturnType<typeof core.patients.remove>>;

/** Erases the patient after a question, and says what still holds the patient. */
export function RemovePatient({ patient, visits }: { patient: Patient; visits: number }) {
  const [, go] = useLocation();
  const { words, say } = useWords();
  const [erased, setErased] = useState<Erased | null>(null);
  const screen = words.patient;
  const leave = async () => {
    go("/");
    await queryClient.invalidateQueries({ queryKey: ["patients"] });
  };
  const remove = async () => {
    const done = await core.patients.remove({ id: patient.id });
    if (done.isWiped && done.keptIn.length === 0) await leave();
    else setErased(done);
  };
  const who = [patient.name, patient.code].filter(Boolean).join(", ");
  if (erased)
    return (
      <div className="remove stack" role="status">
        <strong>{screen.erased(who)}</strong>
        {!erased.isWiped && <p>{screen.notWiped}</p>}
        {erased.keptIn.length > 0 && (
          <>
            <p>{screen.stillKept}</p>
            <ul>
              {erased.keptIn.map((file) => (
                <li key={file}>{file}</li>
              ))}
            </ul>
          </>
        )}
        <div>
          <button type="button" onClick={leave}>
            {words.frame.patients}
          </button>
        </div>
      </div>
    );
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
