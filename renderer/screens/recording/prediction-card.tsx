import { useMemo } from "react";
import { entryOf } from "../../../shared/domain/entry-of.ts";
import { scaleEnds, withoutLevel } from "../../../shared/domain/label-scale.ts";
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
import { useWords } from "../../words.ts";
import { ModelCardButton } from "../models/model-card-button.tsx";
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
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.recording.predictions;
  const figure = useMemo(
    () => probabilityFigure(prediction, mostShown, colours, say),
    [prediction, colours, say],
  );
  const rows = probabilityRows(prediction, mostShown);
  const height = barsHeight(rows.length);
  const name = say.modelName(prediction.model, model?.name);
  const inWords = rows.map(({ label, probability }) => `${label} ${say.probability(probability)}`).join(", ");
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
              {words.recording.highlight.name}
            </button>
          )}
          {model && <ModelCardButton model={model} />}
          <ExportMenu
            what={screen.export(name)}
            fileName={`${prediction.model}-${screen.fileName}`}
            csv={() => probabilityCsv(prediction)}
            image={(format) => figureImage(figure, format, { width: 480, height }, colours.surface)}
          />
        </div>
      </header>
      <div className="content stack">
        <p>{predictionWords(prediction, speaker)}</p>
        <Chart figure={figure} height={height} description={screen.description(name, inWords)} />
        {prediction.labels.length > mostShown && (
          <p className="small muted">{screen.mostProbable(mostShown, prediction.labels.length)}</p>
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
  const { words, say } = useWords();
  const { first, last } = scaleEnds(prediction.labels);
  const named = (label: string) => withoutLevel(say.label(prediction.model, label));
  const told = say.number(level, 2);
  return (
    <p className="small">
      {words.recording.predictions.level(
        told,
        first.level,
        named(first.label),
        last.level,
        named(last.label),
      )}
    </p>
  );
}

function Contributions({ prediction, model }: { prediction: Prediction; model: ModelSummary | undefined }) {
  const colours = useChartColours();
  const { words, say } = useWords();
  const screen = words.recording.predictions;
  const contributions = useMemo(
    () =>
      prediction.explanation.contributions
        ?.slice(0, mostShown)
        .map((one) => ({ ...one, feature: say.feature(one.feature) })),
    [prediction, say],
  );
  const given = model?.explanation.method === "contributions" ? model.explanation.unit : null;
  const unit = given === null ? screen.contribution : (entryOf(screen.units, given) ?? given);
  const figure = useMemo(
    () => (contributions?.length ? contributionFigure(contributions, colours, say) : null),
    [contributions, colours, say],
  );
  if (!figure || !contributions) return null;
  const { target } = prediction.explanation;
  const inWords = contributions
    .map(({ feature, contribution }) => `${feature} ${say.significant(contribution)}`)
    .join(", ");
  return (
    <div>
      <p className="small">{screen.spokeFor(target, unit)}</p>
      <Chart
        figure={figure}
        height={barsHeight(contributions.length)}
        description={screen.contributions(target, unit, inWords)}
      />
    </div>
  );
}

function ModelFacts({ prediction: { model, version, device, provenance } }: { prediction: Prediction }) {
  const { words, say } = useWords();
  const screen = words.recording.predictions;
  return (
    <dl className="definitions small">
      <dt>{screen.model}</dt>
      <dd>{screen.modelOn(`${model} ${version}`, device.toUpperCase())}</dd>
      <dt>{screen.measuredError}</dt>
      <dd>{say.figure(provenance.honestError)}</dd>
      <dt>{screen.trainedOn}</dt>
      <dd>{say.trainedOn(model, provenance.trainedOn)}</dd>
    </dl>
  );
}
