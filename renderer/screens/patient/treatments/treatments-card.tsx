import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { contract } from "../../../../shared/contract/contract.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import { Drawer } from "../../../components/drawer.tsx";
import { Permitted } from "../../../components/permitted.tsx";
import { ProblemNotice } from "../../../components/problem-notice.tsx";
import { core } from "../../../core-client.ts";
import { useMay } from "../../../may.ts";
import { toProblem } from "../../../problem.ts";
import { treatmentsChanged } from "../../../queries.ts";
import { today } from "../../../today.ts";
import { useWords } from "../../../words.ts";
import { TreatmentForm } from "./treatment-form.tsx";

type TreatmentsCardProps = { patient: Patient; treatments: Treatment[] };

/** The patient's treatments; they are lanes under the trend. */
export function TreatmentsCard({ patient, treatments }: TreatmentsCardProps) {
  const [opened, setOpened] = useState<Treatment | "new" | null>(null);
  const end = useMutation({
    mutationFn: (treatment: Treatment) =>
      core.patients.updateTreatment({ ...treatment, end: today(), seen: treatment }),
    onSuccess: treatmentsChanged,
  });
  const mayChange = useMay()(contract.patients.updateTreatment);
  const close = () => setOpened(null);
  const {
    words: { patient: words },
    say,
  } = useWords();
  const screen = words.treatments;
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <div className="actions">
          <Permitted to={contract.patients.addTreatment}>
            <button type="button" className="small" onClick={() => setOpened("new")}>
              {screen.add}
            </button>
          </Permitted>
        </div>
      </header>
      {treatments.length === 0 ? (
        <p className="content muted">{screen.none}</p>
      ) : (
        <table className="treatments">
          <tbody>
            {treatments.map((treatment) => (
              <tr key={treatment.id}>
                <td>
                  {mayChange ? (
                    <button
                      type="button"
                      className="as-link"
                      onClick={() => setOpened(treatment)}
                      title={words.edit}
                    >
                      {say.treatment(treatment)}
                    </button>
                  ) : (
                    say.treatment(treatment)
                  )}
                  <div className="muted small">{say.treatmentPeriod(treatment)}</div>
                </td>
                <td className="number">
                  {mayChange && treatment.end === null && treatment.start <= today() && (
                    <button type="button" className="quiet small" onClick={() => end.mutate(treatment)}>
                      {screen.endToday}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {end.error && <ProblemNotice problem={toProblem(end.error)} />}
      {opened && (
        <Drawer title={opened === "new" ? screen.add : screen.edit} onClose={close}>
          <TreatmentForm
            patientId={patient.id}
            patientName={[patient.name, patient.code].filter(Boolean).join(", ")}
            treatment={opened === "new" ? undefined : opened}
            onDone={close}
          />
        </Drawer>
      )}
    </section>
  );
}
