import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { ResearchUse } from "../../components/research-use.tsx";
import { useWords } from "../../words.ts";
import { type Highlight, hasOwnMap } from "./highlight.ts";
import { PredictionCard } from "./prediction-card.tsx";
import { shownPrediction } from "./prediction-words.ts";

type PredictionsProps = {
  recordingId: string;
  analysis: Analysis;
  models: ModelSummary[];
  highlight: Highlight;
  knownAls: boolean;
};

/** What the models say of this recording, and which did not answer. */
export function Predictions({ recordingId, analysis, models, highlight, knownAls }: PredictionsProps) {
  const speaker = useWords();
  const screen = speaker.words.recording.predictions;
  const find = (id: string) => models.find((model) => model.id === id);
  return (
    <div className="stack predictions">
      <div>
        <h2>{screen.title}</h2>
        <ResearchUse />
        {speaker.say.chosenModels([analysis]).map((sentence) => (
          <p key={sentence} className="muted small">
            {sentence}
          </p>
        ))}
      </div>
      {analysis.predictions.length === 0 && <p className="muted">{screen.none}</p>}
      {analysis.predictions.map((prediction) => (
        <PredictionCard
          key={prediction.model}
          prediction={shownPrediction(prediction, find(prediction.model), knownAls, speaker.say)}
          model={find(prediction.model)}
          recordingId={recordingId}
          highlighted={highlight.shown && highlight.prediction?.model === prediction.model}
          onHighlight={hasOwnMap(prediction) ? () => highlight.setModel(prediction.model) : undefined}
        />
      ))}
      {analysis.refusals.length > 0 && (
        <section className="card">
          <header>
            <h3>{screen.refused}</h3>
          </header>
          <dl className="content refusals">
            {analysis.refusals.map(({ model, ...refused }) => (
              <div key={model}>
                <dt>{speaker.say.modelName(model, find(model)?.name)}</dt>
                <dd className="muted" title={refused.code}>
                  {speaker.say.refusal(refused)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
