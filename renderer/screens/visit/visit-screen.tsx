import { FilePlus, Pencil, Trash2 } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { core } from "../../core-client.ts";
import { recordingsChanged, useModels, useTrends, useVisit, useVisitResults } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { VisitForm } from "../patient/visit-form.tsx";
import { AlsfrsCard } from "./alsfrs-card.tsx";
import { DropTarget } from "./drop-target.tsx";
import { FindingsTable } from "./findings-table.tsx";
import { ImportList } from "./import-list.tsx";
import { imports } from "./imports.ts";
import { ModelResults } from "./model-results.tsx";
import { ReportButton } from "./report-button.tsx";
import { TaskList } from "./task-list.tsx";
import { VisitMeasuresCard } from "./visit-measures-card.tsx";

/** One visit, from tasks to report. */
export function VisitScreen({ id }: { id: string }) {
  const visit = useVisit(id);
  const { words } = useWords();
  return (
    <Loading query={visit} doing={words.visit.reading}>
      {(data) => <VisitPage {...data} />}
    </Loading>
  );
}

type VisitPageProps = { patient: Patient; visit: Visit; recordings: Recording[]; alsfrs: Alsfrs | null };

function VisitPage({ patient, visit, recordings, alsfrs }: VisitPageProps) {
  const { words, say } = useWords();
  const screen = words.visit;
  const [editing, setEditing] = useState(false);
  const trends = useTrends(patient.id);
  const results = useVisitResults(visit.id);
  const models = useModels();
  const add = useCallback((files: File[]) => imports.add(visit.id, files), [visit.id]);
  return (
    <Page
      title={screen.title(say.date(visit.date))}
      patient={patient}
      crumbs={[
        { name: words.frame.patients, href: "/" },
        { name: patient.name || patient.code, href: `/patients/${patient.id}` },
      ]}
      actions={
        <>
          <button type="button" onClick={() => setEditing(true)}>
            <Pencil size={15} aria-hidden />
            {screen.edit}
          </button>
          <FilePicker onFiles={add} />
          <ReportButton visitId={visit.id} disabled={recordings.length === 0} />
        </>
      }
    >
      {(visit.device || visit.notes) && (
        <p className="muted">{[visit.device, visit.notes].filter(Boolean).join(". ")}</p>
      )}
      <ImportList visitId={visit.id} />
      <div className="visit-columns">
        <div className="stack">
          <TaskList recordings={recordings} />
          <AlsfrsCard visitId={visit.id} alsfrs={alsfrs} />
        </div>
        <div className="stack">
          {recordings.length === 0 && <NoRecordings />}
          <ModelResults
            visitId={visit.id}
            recordings={recordings}
            models={models.data?.models ?? []}
            knownAls={patient.diagnosisCode === "als"}
          />
          <FindingsTable series={trends.data?.series ?? []} visitId={visit.id} recordings={recordings} />
          <VisitMeasuresCard
            visitId={visit.id}
            recordings={recordings}
            series={trends.data?.series ?? []}
            ready={trends.isSuccess && results.isSuccess}
          />
        </div>
      </div>
      <DropTarget onFiles={add} words={screen.dropHere(say.date(visit.date), patient.name || patient.code)} />
      {editing && (
        <Drawer title={screen.editVisit} onClose={() => setEditing(false)}>
          <VisitForm
            patientId={patient.id}
            visit={visit}
            onSaved={() => setEditing(false)}
            onCancel={() => setEditing(false)}
          />
          <RemoveVisit patient={patient} visit={visit} recordings={recordings.length} />
        </Drawer>
      )}
    </Page>
  );
}

function FilePicker({ onFiles }: { onFiles: (files: File[]) => void }) {
  const screen = useWords().words.visit;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <FilePlus size={16} aria-hidden />
        {screen.addRecordings}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={screen.recordings}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </>
  );
}

function NoRecordings() {
  const screen = useWords().words.visit;
  return (
    <div className="card empty">
      <h2>{screen.noRecordings}</h2>
      <p>{screen.noRecordingsHint}</p>
    </div>
  );
}

function RemoveVisit({ patient, visit, recordings }: { patient: Patient; visit: Visit; recordings: number }) {
  const [, go] = useLocation();
  const { words, say } = useWords();
  const remove = async () => {
    await core.visits.remove({ id: visit.id });
    go(`/patients/${patient.id}`);
    await recordingsChanged();
  };
  const who = [patient.name, patient.code].filter(Boolean).join(", ");
  return (
    <div className="remove">
      <ConfirmButton
        question={words.visit.removeQuestion(say.date(visit.date), who, say.count(recordings, "recording"))}
        confirm={words.frame.remove}
        onConfirm={remove}
      >
        <Trash2 size={15} aria-hidden />
        {words.visit.remove}
      </ConfirmButton>
    </div>
  );
}
