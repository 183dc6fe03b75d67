import { useCallback } from "react";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { EnoughData } from "../../components/enough-data.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { useModels, useRecording, useVisit, useVisitFindings } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { ComparePrior } from "../compare/compare-link.tsx";
import { useHighlight } from "./highlight.ts";
import { IntelligibilityCard } from "./intelligibility-card.tsx";
import { MeasuresTable } from "./measures-table.tsx";
import { OnsetsCard } from "./onsets-card.tsx";
import { Predictions } from "./predictions.tsx";
import { QualityPanel } from "./quality-panel.tsx";
import { RecordingActions } from "./recording-actions.tsx";
import { RecordingStrip } from "./recording-strip.tsx";
import { TakeCard } from "./take-card.tsx";
import { useOnsetEditor } from "./use-onset-editor.ts";
import { useSplit } from "./use-split.ts";
import { useWordEditor } from "./use-word-editor.ts";
import { Viewer } from "./viewer.tsx";
import { WordsCard } from "./words-card.tsx";

/** One recording: sound, picture, what the models say, measures. */
export function RecordingScreen({ id }: { id: string }) {
  const recording = useRecording(id);
  const { words } = useWords();
  return (
    <Loading query={recording} doing={words.recording.reading}>
      {(data) => <RecordingPage {...data} />}
    </Loading>
  );
}

type RecordingPageProps = { patient: Patient; visit: Visit; recording: Recording };
const noPredictions: never[] = [];

function RecordingPage({ patient, visit, recording }: RecordingPageProps) {
  const { analysis } = recording;
  const { words, say } = useWords();
  const siblings = useVisit(visit.id).data?.recordings ?? [];
  const sufficiency = useVisitFindings(visit.id).data?.sufficiency;
  const models = useModels().data?.models ?? [];
  const highlight = useHighlight(analysis?.predictions ?? noPredictions);
  const knownAls = patient.diagnosisCode === "als";
  const model = models.find(({ id }) => id === highlight.prediction?.model);
  const labelShown = useCallback(
    (label: string) => say.shownLabel(label, model, knownAls),
    [say, model, knownAls],
  );
  const onsets = useOnsetEditor(recording);
  const spoken = useWordEditor(recording);
  const split = useSplit(recording);
  return (
    <Page
      title={say.task(recording.task)}
      patient={patient}
      crumbs={crumbsOf({ words, say }, patient, visit)}
      actions={
        <>
          <ComparePrior visit={visit} task={recording.task} take={recording.id} />
          <RecordingActions recording={recording} patient={patient} />
        </>
      }
      compact
    >
      <div className="recording-layout">
        <RecordingStrip recordings={siblings} visitId={visit.id} current={recording.id} />
        <div className="stack">
          {sufficiency && <EnoughData sufficiency={sufficiency} />}
          <Viewer {...{ recording, models, highlight, labelShown, onsets, spoken, split }} />
          <div className="recording-columns">
            <div className="stack">
              {onsets && <OnsetsCard editor={onsets} fileName={recording.fileName} />}
              {spoken && <WordsCard editor={spoken} fileName={recording.fileName} />}
              <TakeCard recording={recording} />
              {analysis && <QualityPanel recording={recording} analysis={analysis} />}
              {analysis && <MeasuresTable analysis={analysis} fileName={recording.fileName} />}
            </div>
            {analysis ? (
              <div className="stack">
                {recording.task === "digits" && (
                  <IntelligibilityCard result={analysis.intelligibility} models={models} />
                )}
                <Predictions {...{ recordingId: recording.id, analysis, models, highlight, knownAls }} />
              </div>
            ) : (
              <p className="muted">
                {recording.analysisProblem
                  ? words.recording.analysisProblem[recording.analysisProblem]
                  : words.recording.notAnalysed}
              </p>
            )}
          </div>
        </div>
      </div>
    </Page>
  );
}
