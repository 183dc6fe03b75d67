import { CalendarPlus, Pencil } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Treatment } from "../../../shared/domain/treatment.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { Drawer } from "../../components/drawer.tsx";
import { EnoughData } from "../../components/enough-data.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { useFirstCourses, usePatient, useTrends, useVisitFindings } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { PatientForm, patientDraft } from "../patients/patient-form.tsx";
import { KeptReports } from "../report/kept-reports.tsx";
import { ArchivePatient } from "./archive-patient.tsx";
import { ChangeMarks } from "./courses/change-marks.tsx";
import { CourseGrid } from "./courses/course-grid.tsx";
import { WhatChanged } from "./courses/what-changed.tsx";
import { ExportPatient } from "./export-patient.tsx";
import { MeasureAgain } from "./measure-again.tsx";
import { ProgressionRate } from "./progression-rate.tsx";
import { type Erased, ErasedNotice, RemovePatient } from "./remove-patient.tsx";
import { SupportCard } from "./support-card.tsx";
import { TreatmentsCard } from "./treatments/treatments-card.tsx";
import { VisitForm, visitDraft } from "./visit-form.tsx";
import { VisitList } from "./visit-list.tsx";
import "./patient.css";

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
  const [drawer, setDrawer] = useState(() => drawerOfDraft(patient.id));
  const [erased, setErased] = useState<Erased | null>(null);
  const [, go] = useLocation();
  const first = useFirstCourses(patient.id);
  const trends = useTrends(patient.id, first.isFetched);
  const newestFirst = visits.toSorted((a, b) => b.date.localeCompare(a.date));
  // the charts come first: the core does one thing at a time
  const last = useVisitFindings(first.isFetched ? newestFirst[0]?.id : undefined);
  const close = () => {
    forgetDraft(patientDraft(patient.id));
    forgetDraft(visitDraft(patient.id));
    setDrawer(null);
  };
  return (
    <Page
      title={screen.course}
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
      {patient.archivedAt && <p className="tag">{screen.archived}</p>}
      {patient.notes && <p className="muted">{patient.notes}</p>}
      <div className="patient-columns">
        <div className="stack">
          <Permitted to={contract.trends.get}>
            <div className="enough-place">
              {last.data && <EnoughData sufficiency={last.data.sufficiency} />}
            </div>
            <Loading query={first} doing={trend.computing}>
              {({ courses }) => (
                <CourseGrid
                  first={courses}
                  all={trends.data?.courses ?? null}
                  patient={patient}
                  treatments={treatments}
                />
              )}
            </Loading>
            {visits.length > 0 && (
              <Loading query={trends} doing={trend.computing}>
                {({ courses, outdated }) => (
                  <>
                    <MeasureAgain patientId={patient.id} outdated={outdated} />
                    <WhatChanged visit={last.data} courses={courses} />
                    <ChangeMarks courses={courses} visits={visits} />
                  </>
                )}
              </Loading>
            )}
          </Permitted>
        </div>
        <div className="stack">
          <VisitList patient={patient} visits={newestFirst} courses={trends.data?.courses ?? null} />
          <Permitted to={contract.patients.reminders}>
            <SupportCard patientId={patient.id} last={last.data} />
          </Permitted>
          <TreatmentsCard patient={patient} treatments={treatments} />
          <KeptReports of={{ patientId: patient.id }} />
          {trends.data && <ProgressionRate trends={trends.data} />}
        </div>
      </div>
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
      {erased && (
        <Drawer title={screen.erasePatient} onClose={() => go("/")}>
          <ErasedNotice patient={patient} erased={erased} />
        </Drawer>
      )}
      {drawer === "edit" && !erased && (
        <Drawer title={screen.editPatient} onClose={close}>
          <PatientForm patient={patient} onSaved={close} onCancel={close} />
          <Permitted to={contract.patients.exportFile}>
            <ExportPatient patient={patient} />
          </Permitted>
          <Permitted to={contract.patients.archive}>
            <ArchivePatient patient={patient} onDone={close} />
          </Permitted>
          <Permitted to={contract.patients.remove}>
            <RemovePatient patient={patient} visits={visits.length} onErased={setErased} />
          </Permitted>
        </Drawer>
      )}
    </Page>
  );
}

/** The form that was left unsaved when the page ended. */
function drawerOfDraft(patientId: string): "edit" | "visit" | null {
  if (draftOf(patientDraft(patientId)) !== null) return "edit";
  return draftOf(visitDraft(patientId)) === null ? null : "visit";
}
