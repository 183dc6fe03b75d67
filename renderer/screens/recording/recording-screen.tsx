import { useCallback, useDeferredValue, useState } from "react";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { EnoughData } from "../../components/enough-data.tsx";
import { Loading } from "../../components/loading.tsx";
import { crumbsOf, Page } from "../../components/page.tsx";
import { useModels, useRecording, useVisit, useVisitFindings } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { ComparePrior } from "../compare/compare-link.tsx";
import { type Highlight, useHighlight } from "./highlight.ts";
import { IntelligibilityCard } from "./intelligibility-card.tsx";
import { MeasuresTable } from "./measures-table.tsx";
import { OnsetsCard } from "./onsets-card.tsx";
import { OutdatedWords } from "./outdated-words.tsx";
import { usePicture } from "./picture.ts";
import { Predictions } from "./predictions.tsx";
import { QualityPanel } from "./quality-panel.tsx";
import { RecordingActions } from "./recording-actions.tsx";
import { RecordingStrip } from "./recording-strip.tsx";
import { TakeCard } from "./take-card.tsx";
import { type OnsetEditor, useOnsetEditor } from "./use-onset-editor.ts";
import { useSplit } from "./use-split.ts";
import { useWordEditor, type WordEditor } from "./use-word-editor.ts";
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
  const { words, say } = useWords();
  const siblings = useVisit(visit.id).data?.recordings ?? [];
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
        <RecordingContent recording={recording} knownAls={patient.diagnosisCode === "als"} />
      </div>
    </Page>
  );
}

type RecordingContentProps = { recording: Recording; knownAls: boolean };

/** The picture, which is asked for before anything is drawn, and what stands beneath it, drawn once it is there. */
function RecordingContent({ recording, knownAls }: RecordingContentProps) {
  const { analysis } = recording;
  const { say } = useWords();
  const sufficiency = useVisitFindings(recording.visitId).data?.sufficiency;
  const models = useModels().data?.models ?? [];
  const highlight = useHighlight(analysis?.predictions ?? noPredictions);
  const model = models.find(({ id }) => id === highlight.prediction?.model);
  const labelShown = useCallback(
    (label: string) => say.shownLabel(label, model, knownAls),
    [say, model, knownAls],
  );
  const picture = usePicture(recording, highlight, labelShown);
  const onsets = useOnsetEditor(recording);
  const { editor: spoken, discardOutdated } = useWordEditor(recording);
  const split = useSplit(recording);
  const isAsked = useDeferredValue(true, false);
  const isRestNext = useDeferredValue(useOnce(picture.drawn !== null || picture.error !== null));
  return (
    <div className="stack">
      {sufficiency && <EnoughData sufficiency={sufficiency} />}
      {discardOutdated && <OutdatedWords onDiscard={discardOutdated} />}
      {isAsked && (
        <Viewer {...{ recording, picture, models, highlight, labelShown, onsets, spoken, split }} />
      )}
      {isRestNext && <RecordingCards {...{ recording, models, highlight, knownAls, onsets, spoken }} />}
    </div>
  );
}

/** Whether something was ever so since the screen opened. */
function useOnce(isSo: boolean): boolean {
  const [wasSo, setWasSo] = useState(isSo);
  if (isSo && !wasSo) setWasSo(true);
  return wasSo;
}

type RecordingCardsProps = RecordingContentProps & {
  models: ModelSummary[];
  highlight: Highlight;
  onsets: OnsetEditor | null;
  spoken: WordEditor | null;
};

function RecordingCards({ recording, models, highlight, knownAls, onsets, spoken }: RecordingCardsProps) {
  const { words } = useWords();
  const { analysis } = recording;
  return (
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
  );
}
