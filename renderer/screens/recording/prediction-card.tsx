import { useMemo } from "react";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import {
  barsHeight,
  contributionFigure,
  probabilityCsv,
  probabilityFigure,
  probabilityRows,
} from "../../charts/bar-figures.ts";
import { Chart, figureImage } from "../../charts/chart.tsx";
import { useChartColours } from "../../charts/chart-colours.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { formatProbability, formatValue } from "../../format-quantity.ts";
import { featureWords } from "../../measure-words.ts";
import { honestErrorWords } from "../models/honest-error-words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import { NoiseResponsePart } from "./noise-response-part.tsx";
import { predictionWords } from "./prediction-words.ts";

const mostShown = 10;

type PredictionCardProps = {
  recordingId: string;
  /** With labels as shown. */
  prediction: Prediction;
  model: ModelSummary | undefined;
  /** Present when the model's highlight can be shown. */
  onHighlight?: () => void;
  highlighted: boolean;
};

/** One model's answer: words with uncertainty, probabilities, what it rests on, how far it can be relied on. */
export function PredictionCard(props: PredictionCardProps) {
  const { recordingId, prediction, model, onHighlight, highlighted } = props;
  const colours = useChartColours();
  const figure = useMemo(() => probabilityFigure(prediction, mostShown, colours), [prediction, colours]);
  const rows = probabilityRows(prediction, mostShown);
  const height = barsHeight(rows.length);
  const name = model?.name ?? prediction.model;
  const inWords = rows
    .map(({ label, probability }) => `${label} ${formatProbability(probability)}`)
    .join(", ");
  return (
    <article className="card prediction">
      <header>
        <div className="name">
          <h3>{name}</h3>
          <StatusTag status={prediction.provenance.status} />
        </div>
        <div className="actions">
          {onHighlight && !highlighted && (
            <button type="button" className="quiet small" onClick={onHighlight}>
              Highlight
            </button>
          )}
          <ExportMenu
            what={`probabilities of ${name}`}
            fileName={`${prediction.model}-probabilities`}
            csv={() => probabilityCsv(prediction)}
            image={(format) => figureImage(figure, format, { width: 480, height }, colours.surface)}
          />
        </div>
      </header>
      <div className="content stack">
        <p>{predictionWords(prediction)}</p>
        <Chart figure={figure} height={height} description={`Probabilities by ${name}: ${inWords}.`} />
        {prediction.labels.length > mostShown && (
          <p className="small muted">
            The {mostShown} most probable of {prediction.labels.length} classes, which do not exclude each
            other.
          </p>
        )}
        {prediction.expectedLevel !== null && (
          <ExpectedLevel prediction={prediction} level={prediction.expectedLevel} />
        )}
        <Contributions prediction={prediction} model={model} />
        <NoiseResponsePart recordingId={recordingId} prediction={prediction} name={name} />
        <ModelFacts prediction={prediction} />
      </div>
    </article>
  );
}

function ExpectedLevel({ prediction, level }: { prediction: Prediction; level: number }) {
  const { labels } = prediction;
  return (
    <p className="small">
      Expected level {formatValue(level)}, where 0 is {labels[0]} and {labels.length - 1} is {labels.at(-1)}.
    </p>
  );
}

function Contributions({ prediction, model }: { prediction: Prediction; model: ModelSummary | undefined }) {
  const colours = useChartColours();
  const contributions = useMemo(
    () =>
      prediction.explanation.contributions
        ?.slice(0, mostShown)
        .map((one) => ({ ...one, feature: featureWords(one.feature) })),
    [prediction],
  );
  const unit = model?.explanation.method === "contributions" ? model.explanation.unit : "contribution";
  const figure = useMemo(
    () => (contributions?.length ? contributionFigure(contributions, unit, colours) : null),
    [contributions, unit, colours],
  );
  if (!figure || !contributions) return null;
  const { target } = prediction.explanation;
  const inWords = contributions
    .map(({ feature, contribution }) => `${feature} ${formatValue(contribution)}`)
    .join(", ");
  return (
    <div>
      <p className="small">What spoke for {target} (right) and against it (left); not a finding by itself:</p>
      <Chart
        figure={figure}
        height={barsHeight(contributions.length)}
        description={`Contributions to ${target}, ${unit}: ${inWords}.`}
      />
    </div>
  );
}

function ModelFacts({ prediction: { model, version, device, provenance } }: { prediction: Prediction }) {
  return (
    <dl className="definitions small">
      <dt>model</dt>
      <dd>
        {model} {version}, on {device.toUpperCase()}
      </dd>
      <dt>measured error</dt>
      <dd>{honestErrorWords(provenance.honestError)}</dd>
      <dt>trained on</dt>
      <dd>{provenance.trainedOn}</dd>
    </dl>
  );
}
