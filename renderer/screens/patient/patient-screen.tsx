import { CalendarPlus, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Treatment } from "../../../shared/domain/treatment.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { core } from "../../core-client.ts";
import { queryClient, usePatient, useTrends } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { PatientForm } from "../patients/patient-form.tsx";
import { TreatmentsCard } from "./treatments/treatments-card.tsx";
import { AlsfrsCourse } from "./trends/alsfrs-course.tsx";
import { ChangesList } from "./trends/changes-list.tsx";
import { JointView } from "./trends/joint-view.tsx";
import { TrendGrid } from "./trends/trend-grid.tsx";
import { VisitForm } from "./visit-form.tsx";

/** One patient: visits, what changed, the trend. */
export function PatientScreen({ id }: { id: string }) {
  const patient = usePatient(id);
  const { words } = useWords();
  return (
    <Loading query={patient} doing={words.patient.reading}>
      {(data) => <PatientPage {...data} />}
    </Loading>
  );
}

type PatientPageProps = { patient: Patient; visits: Visit[]; treatments: Treatment[] };

function PatientPage({ patient, visits, treatments }: PatientPageProps) {
  const { frame, patient: screen, trend } = useWords().words;
  const [drawer, setDrawer] = useState<"edit" | "visit" | null>(null);
  const [, go] = useLocation();
  const trends = useTrends(patient.id);
  const newestFirst = visits.toSorted((a, b) => b.date.localeCompare(a.date));
  const close = () => setDrawer(null);
  return (
    <Page
      title={screen.overview}
      patient={patient}
      crumbs={[{ name: frame.patients, href: "/" }]}
      actions={
        <>
          <button type="button" onClick={() => setDrawer("edit")}>
            <Pencil size={15} aria-hidden />
            {screen.edit}
          </button>
          <button type="button" className="primary" onClick={() => setDrawer("visit")}>
            <CalendarPlus size={16} aria-hidden />
            {screen.newVisit}
          </button>
        </>
      }
    >
      {patient.notes && <p className="muted">{patient.notes}</p>}
      <div className="patient-top">
        <div className="stack">
          <VisitList patient={patient} visits={newestFirst} />
          <TreatmentsCard patient={patient} treatments={treatments} />
        </div>
        <div className="stack">
          <ChangesList trends={trends.data} visits={visits.length} />
          {trends.data && <AlsfrsCourse trends={trends.data} />}
        </div>
      </div>
      <Loading query={trends} doing={trend.computing}>
        {({ series, jointView }) => (
          <>
            <TrendGrid series={series} patient={patient} treatments={treatments} />
            <JointView visits={jointView} />
          </>
        )}
      </Loading>
      {drawer === "visit" && (
        <Drawer title={screen.newVisit} onClose={close}>
          <VisitForm
            patientId={patient.id}
            lastDevice={newestFirst[0]?.device ?? ""}
            onSaved={(visit) => go(`/visits/${visit.id}`)}
            onCancel={close}
          />
        </Drawer>
      )}
      {drawer === "edit" && (
        <Drawer title={screen.editPatient} onClose={close}>
          <PatientForm patient={patient} onSaved={close} onCancel={close} />
          <RemovePatient patient={patient} visits={visits.length} />
        </Drawer>
      )}
    </Page>
  );
}

function VisitList({ patient, visits }: { patient: Patient; visits: Visit[] }) {
  const [, go] = useLocation();
  const { words, say } = useWords();
  const screen = words.patient;
  return (
    <section className="card">
      <header>
        <h2>{screen.visits}</h2>
      </header>
      {visits.length === 0 ? (
        <p className="content">{screen.noVisits}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{screen.date}</th>
              <th className="number">{screen.sinceOnset}</th>
              <th>{screen.device}</th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit) => (
              <tr
                key={visit.id}
                className="row-link"
                onClick={() => go(`/visits/${visit.id}`)}
                title={visit.notes}
              >
                <td>
                  <Link href={`/visits/${visit.id}`}>{say.date(visit.date)}</Link>
                </td>
                <td className="number">
                  {patient.onsetDate ? (
                    <>
                      {say.number(monthsBetween(patient.onsetDate, visit.date), 1)}{" "}
                      <span className="unit">{screen.months}</span>
                    </>
                  ) : (
                    "–"
                  )}
                </td>
                <td>{visit.device || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function RemovePatient({ patient, visits }: { patient: Patient; visits: number }) {
  const [, go] = useLocation();
  const { words, say } = useWords();
  const screen = words.patient;
  const remove = async () => {
    await core.patients.remove({ id: patient.id });
    go("/");
    await queryClient.invalidateQueries({ queryKey: ["patients"] });
  };
  const who = [patient.name, patient.code].filter(Boolean).join(", ");
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
