import { useQuery } from "@tanstack/react-query";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { Loading } from "../../components/loading.tsx";
import { core } from "../../core-client.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import { Markdown } from "./markdown.tsx";
import { StrangerNote } from "./stranger-note.tsx";

/** What a model is, how it errs and what it was made from, with its card. */
export function ModelDetails({ model }: { model: ModelSummary }) {
  const speaker = useWords();
  const card = useQuery({
    queryKey: ["model-card", model.id, model.modelSha256],
    queryFn: ({ signal }) => core.models.card({ id: model.id }, { signal }),
  });
  return (
    <div className="stack">
      <StrangerNote model={model} />
      <dl className="definitions">
        {modelFacts(model, speaker).map(([term, fact]) => (
          <div key={term} className="fact">
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <Loading query={card} doing={speaker.words.modelList.readingCard}>
        {({ markdown }) => <Markdown text={markdown} />}
      </Loading>
    </div>
  );
}

function modelFacts(model: ModelSummary, { words, say }: Speaker): [string, string][] {
  const { facts: terms, explanations } = words.modelList;
  const { labels, trainingBandwidthHz: bandwidth } = model;
  const shownLabels =
    labels.length > 12
      ? words.modelList.classCount(labels.length)
      : labels.map((label) => say.label(model.id, label)).join(", ");
  const facts: [string, string][] = [
    [terms.version, `${model.version}, ${words.models.origins[model.origin]}`],
    [terms.measuredError, say.figure(model.honestError)],
    [terms.trainedOn, say.trainedOn(model.id, model.trainedOn)],
    [terms.classes, shownLabels],
    [
      terms.bandwidth,
      bandwidth
        ? words.modelList.bandwidthHz(say.number(bandwidth[0], 0), say.number(bandwidth[1], 0))
        : words.modelList.onMeasures,
    ],
    [terms.explanation, explanations[model.explanation.method]],
    [terms.licence, [model.licence, model.attribution].filter(Boolean).join("; ")],
    ["SHA-256", model.modelSha256],
  ];
  return facts;
}
