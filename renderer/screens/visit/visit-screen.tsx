import { Mic, Pencil, Trash2 } from "lucide-react";
import { useCallback, useState } from "react";
import { Link, useLocation } from "wouter";
import { contract } from "../../../shared/contract/contract.ts";
import type { Alsfrs } from "../../../shared/domain/alsfrs.ts";
import { monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { RecordingState } from "../../../shared/domain/recording-state.ts";
import type { TaskModels } from "../../../shared/domain/task-models.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import type { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import type { VisitRecord } from "../../../shared/domain/visit-record.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { EnoughData } from "../../components/enough-data.tsx";
import { HandOffTag } from "../../components/hand-off-tag.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { core } from "../../core-client.ts";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { useMay } from "../../may.ts";
import {
  recordingsChanged,
  useHandOffs,
  useModels,
  useTrends,
  useVisit,
  useVisitFindings,
} from "../../queries.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import { ComparePrior } from "../compare/compare-link.tsx";
import { DropTarget } from "../intake/drop-target.tsx";
import { FilePicker } from "../intake/file-picker.tsx";
import { intake } from "../intake/intake.ts";
import type { ChosenFile } from "../intake/intake-table.ts";
import { VisitForm, visitDraft } from "../patient/visit-form.tsx";
import { recordingStateWords } from "../record/recording-state-words.ts";
import { AlsfrsCard } from "./alsfrs-card.tsx";
import type { AlsfrsBefore } from "./alsfrs-form.tsx";
import { FindingsCard } from "./findings-card.tsx";
import { HandOnButton } from "./hand-on.tsx";
import { HandedRecordings } from "./handed-recordings.tsx";
import { ImportList } from "./import-list.tsx";
import { ModelsCard } from "./models-card.tsx";
import { ProfileCard } from "./profile-card.tsx";
import { ReportButton } from "./report-button.tsx";
import { SiteFormCards } from "./site-form-card.tsx";
import { TakesCard } from "./takes-card.tsx";
import { VisitSentence } from "./visit-sentence.tsx";
import { VowelsCard } from "./vowels-card.tsx";
import "./visit.css";

/** One visit, from tasks to report. */
export function VisitScreen({ id }: { id: string }) {
  const visit = useVisit(id);
  const { words } = useWords();
  return (
    <Loading query={visit} doing={words.visit.reading}>
      {(data) => <VisitPage {...data} before={data.alsfrsBefore} />}
    </Loading>
  );
}

type VisitPageProps = {
  patient: Patient;
  visit: Visit;
  recordings: Recording[];
  alsfrs: Alsfrs | null;
  before: AlsfrsBefore | null;
  forms: VisitRecord["forms"];
  state: RecordingState;
  chosenModels: TaskModels;
};

function VisitPage(props: VisitPageProps) {
  const { patient, visit, recordings, alsfrs, before, forms, state, chosenModels } = props;
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.visit;
  const draft = visitDraft(patient.id, visit.id);
  const [editing, setEditing] = useState(() => draftOf(draft) !== null);
  const close = () => {
    forgetDraft(draft);
    setEditing(false);
  };
  const mayJudge = useMay()(contract.visits.findings);
  const found = useVisitFindings(visit.id);
  const handOff = useHandOffs(patient.id).data?.find(({ visitId }) => visitId === visit.id);
  const [, go] = useLocation();
  const add = useCallback(
    (files: ChosenFile[]) => {
      intake.add(visit.id, files);
      go(`/visits/${visit.id}/files`);
    },
    [visit.id, go],
  );
  return (
    <Page
      title={screen.title(say.date(visit.date))}
      patient={patient}
      crumbs={crumbsOf({ words, say }, patient)}
      actions={
        <>
          <button type="button" onClick={() => setEditing(true)}>
            <Pencil size={15} aria-hidden />
            {screen.edit}
          </button>
          <Permitted to={contract.captures.begin}>
            <Link href={`/visits/${visit.id}/record`} className="button">
              <Mic size={16} aria-hidden />
              {words.record.record}
            </Link>
          </Permitted>
          <FilePicker onFiles={add}>{screen.addRecordings}</FilePicker>
          <ComparePrior visit={visit} />
          <Permitted to={contract.exchange.visit}>
            <HandOnButton patient={patient} visit={visit} disabled={recordings.length === 0} />
          </Permitted>
          <Permitted to={contract.reports.draft}>
            <ReportButton visitId={visit.id} disabled={recordings.length === 0} />
          </Permitted>
        </>
      }
    >
      <p className="muted head-line">
        <HandOffTag handOff={handOff} /> {headLine(patient, visit, state, speaker)}
      </p>
      <HandedRecordings visitId={visit.id} date={say.date(visit.date)} who={patient.name || patient.code} />
      <ImportList visitId={visit.id} />
      <div className="visit-columns">
        <TakesCard {...{ recordings, chosenModels }} visitId={visit.id} takes={found.data?.takes ?? []} />
        <div className="stack">
          {recordings.length === 0 && <NoRecordings />}
          {mayJudge ? (
            <Loading query={found} doing={found.stage ? say.stage(found.stage) : screen.reading}>
              {(findings) => <VisitContent {...{ patient, recordings, alsfrs, before, forms, findings }} />}
            </Loading>
          ) : (
            <>
              <AlsfrsCard
                {...{ alsfrs, before }}
                visitId={visit.id}
                who={patient.name || patient.code}
                findings={[]}
                courses={[]}
              />
              <SiteFormCards visitId={visit.id} forms={forms} who={patient.name || patient.code} />
            </>
          )}
        </div>
      </div>
      <DropTarget onFiles={add} words={screen.dropHere(say.date(visit.date), patient.name || patient.code)} />
      {editing && (
        <Drawer title={screen.editVisit} onClose={close}>
          <VisitForm patientId={patient.id} visit={visit} onSaved={close} onCancel={close} />
          <Permitted to={contract.visits.remove}>
            <RemoveVisit patient={patient} visit={visit} recordings={recordings.length} />
          </Permitted>
        </Drawer>
      )}
    </Page>
  );
}

/** "18 months since onset · headset microphone · fatigue 7 of 10"; the visit's notes after it. */
function headLine(patient: Patient, visit: Visit, state: RecordingState, speaker: Speaker): string {
  const { words, say } = speaker;
  const months = patient.onsetDate && monthsBetween(patient.onsetDate, visit.date);
  const since = typeof months === "number" && words.visit.sinceOnset(say.number(months, 0));
  const noted = recordingStateWords(state, speaker);
  return [since, visit.device, noted, visit.notes].filter(Boolean).join(" · ");
}

type VisitContentProps = {
  patient: Patient;
  recordings: Recording[];
  alsfrs: Alsfrs | null;
  before: AlsfrsBefore | null;
  forms: VisitRecord["forms"];
  findings: VisitFindings;
};

/** What the visit says: the sentence, the profile beside ALSFRS-R and models, the findings. */
function VisitContent({ patient, recordings, alsfrs, before, forms, findings: visit }: VisitContentProps) {
  const { findings, visitId, results, ensembles } = visit;
  const courses = useTrends(patient.id).data?.courses ?? [];
  const models = useModels().data?.models ?? [];
  return (
    <>
      <EnoughData sufficiency={visit.sufficiency} />
      <VisitSentence visit={visit} />
      <div className="visit-two">
        <ProfileCard findings={findings} />
        <div className="stack">
          <AlsfrsCard
            {...{ visitId, alsfrs, before, findings, courses }}
            who={patient.name || patient.code}
          />
          <SiteFormCards visitId={visitId} forms={forms} who={patient.name || patient.code} />
          <ModelsCard
            {...{ results, ensembles, recordings, models }}
            knownAls={patient.diagnosisCode === "als"}
          />
        </div>
      </div>
      <FindingsCard {...{ findings, courses, visitId }} />
      <VowelsCard findings={findings} recordings={recordings} />
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
