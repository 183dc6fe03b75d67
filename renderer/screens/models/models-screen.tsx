import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { core } from "../../core-client.ts";
import { formatBytes } from "../../format-quantity.ts";
import { useModels } from "../../queries.ts";
import { taskName } from "../../task-name.ts";
import { AddModel } from "./add-model.tsx";
import { honestErrorWords } from "./honest-error-words.ts";
import { Markdown } from "./markdown.tsx";
import { ModelActions } from "./model-actions.tsx";
import { StatusTag } from "./status-tag.tsx";

/** The models of this program: what each answers, how far it can be relied on, its card. */
export function ModelsScreen() {
  const models = useModels();
  const [opened, setOpened] = useState<ModelSummary | null>(null);
  return (
    <Page title="Models">
      <ResearchUse />
      <AddModel />
      <Loading query={models} doing="checking the model packages">
        {(found) => (
          <>
            <ModelTable models={found.models} onOpen={setOpened} />
            <RefusedPackages refused={found.refused} />
          </>
        )}
      </Loading>
      {opened && (
        <Drawer title={opened.name} onClose={() => setOpened(null)}>
          <ModelCard model={opened} onRemoved={() => setOpened(null)} />
        </Drawer>
      )}
    </Page>
  );
}

type ModelTableProps = { models: ModelSummary[]; onOpen: (model: ModelSummary) => void };

function ModelTable({ models, onOpen }: ModelTableProps) {
  if (models.length === 0)
    return (
      <div className="card empty">
        <h2>No models</h2>
        <p>Recordings are measured all the same; add a model package to have them classified too.</p>
      </div>
    );
  return (
    <div className="card table-scroll">
      <table className="models">
        <thead>
          <tr>
            <th>Model</th>
            <th>Reliability</th>
            <th>Measured error</th>
            <th>Tasks</th>
            <th className="number">Size</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.id}>
              <td>
                <button type="button" className="as-link" onClick={() => onOpen(model)}>
                  {model.name}
                </button>{" "}
                <span className="muted small">
                  {model.id} {model.version}
                </span>
                <div className="small">{model.summary}</div>
              </td>
              <td>
                <StatusTag status={model.status} />
              </td>
              <td className="small">{honestErrorWords(model.honestError)}</td>
              <td className="small">{model.tasks.map(taskName).join(", ")}</td>
              <td className="number">{formatBytes(model.sizeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RefusedPackages({ refused }: { refused: { id: string; code: string; reason: string }[] }) {
  if (refused.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>Refused packages</h2>
      </header>
      <table>
        <tbody>
          {refused.map(({ id, code, reason }) => (
            <tr key={id}>
              <td>{id}</td>
              <td>{reason}</td>
              <td>
                <code>{code}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ModelCard({ model, onRemoved }: { model: ModelSummary; onRemoved: () => void }) {
  const card = useQuery({
    queryKey: ["model-card", model.id, model.modelSha256],
    queryFn: ({ signal }) => core.models.card({ id: model.id }, { signal }),
  });
  return (
    <div className="stack">
      <ModelActions model={model} onRemoved={onRemoved} />
      <dl className="definitions">
        {modelFacts(model).map(([term, fact]) => (
          <div key={term} className="fact">
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <Loading query={card} doing="reading the card">
        {({ markdown }) => <Markdown text={markdown} />}
      </Loading>
    </div>
  );
}

function modelFacts(model: ModelSummary): [string, string][] {
  const { labels, trainingBandwidthHz: bandwidth } = model;
  const shownLabels = labels.length > 12 ? `${labels.length} classes` : labels.join(", ");
  const facts: [string, string][] = [
    ["version", `${model.version}, ${model.origin}`],
    ["measured error", honestErrorWords(model.honestError)],
    ["trained on", model.trainedOn],
    ["classes", shownLabels],
    ["bandwidth", bandwidth ? `${bandwidth[0]} to ${bandwidth[1]} Hz` : "works on measures"],
    ["explanation", model.explanation.method],
    ["licence", [model.licence, model.attribution].filter(Boolean).join("; ")],
    ["SHA-256", model.modelSha256],
  ];
  return facts;
}
