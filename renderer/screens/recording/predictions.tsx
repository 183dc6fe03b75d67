import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { ResearchUse } from "../../components/research-use.tsx";
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
  const find = (id: string) => models.find((model) => model.id === id);
  return (
    <div className="stack predictions">
      <div>
        <h2>Models</h2>
        <ResearchUse />
      </div>
      {analysis.predictions.length === 0 && <p className="muted">No model answered on this recording.</p>}
      {analysis.predictions.map((prediction) => (
        <PredictionCard
          key={prediction.model}
          prediction={shownPrediction(prediction, find(prediction.model), knownAls)}
          model={find(prediction.model)}
          recordingId={recordingId}
          highlighted={highlight.shown && highlight.prediction?.model === prediction.model}
          onHighlight={hasOwnMap(prediction) ? () => highlight.setModel(prediction.model) : undefined}
        />
      ))}
      {analysis.refusals.length > 0 && (
        <section className="card">
          <header>
            <h3>Did not answer</h3>
          </header>
          <dl className="content refusals">
            {analysis.refusals.map(({ model, reason, code }) => (
              <div key={model}>
                <dt>{find(model)?.name ?? model}</dt>
                <dd className="muted" title={code}>
                  {reason}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
