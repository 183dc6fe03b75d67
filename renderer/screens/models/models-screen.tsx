import { useState } from "react";
import { contract } from "../../../shared/contract/contract.ts";
import type { ModelSummary, Refused } from "../../../shared/domain/prediction.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Permitted } from "../../components/permitted.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { useModels } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { AddModel } from "./add-model.tsx";
import { ModelActions, type ModelActionsProps } from "./model-actions.tsx";
import { ModelDetails } from "./model-details.tsx";
import { StatusTag } from "./status-tag.tsx";
import { StrangerNote } from "./stranger-note.tsx";

/** The models of this program: what each answers, how far it can be relied on, its card. */
export function ModelsScreen() {
  const models = useModels();
  const {
    words: { frame, modelList: words },
    say,
  } = useWords();
  const [opened, setOpened] = useState<ModelSummary | null>(null);
  return (
    <Page title={frame.models}>
      <ResearchUse />
      <Permitted to={contract.models.add}>
        <AddModel />
      </Permitted>
      <Loading query={models} doing={words.checking}>
        {(found) => (
          <>
            <ModelTable models={found.models} onOpen={setOpened} />
            <RefusedPackages refused={found.refused} />
          </>
        )}
      </Loading>
      {opened && (
        <Drawer title={say.modelName(opened.id, opened.name)} onClose={() => setOpened(null)}>
          <ModelCard model={opened} onChanged={setOpened} />
        </Drawer>
      )}
    </Page>
  );
}

type ModelTableProps = { models: ModelSummary[]; onOpen: (model: ModelSummary) => void };

function ModelTable({ models, onOpen }: ModelTableProps) {
  const { words, say } = useWords();
  if (models.length === 0)
    return (
      <div className="card empty">
        <h2>{words.modelList.none}</h2>
        <p>{words.modelList.noneHint}</p>
      </div>
    );
  return (
    <div className="card table-scroll">
      <table className="models">
        <thead>
          <tr>
            <th>{words.modelList.model}</th>
            <th>{words.modelList.reliability}</th>
            <th>{words.modelList.measuredError}</th>
            <th>{words.modelList.tasks}</th>
            <th className="number">{words.modelList.size}</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.id}>
              <td>
                <button type="button" className="as-link" onClick={() => onOpen(model)}>
                  {say.modelName(model.id, model.name)}
                </button>{" "}
                <span className="muted small">
                  {model.id} {model.version}, {words.models.origins[model.origin]}
                </span>
                <div className="small">{say.modelSummary(model)}</div>
              </td>
              <td>
                <StatusTag status={model.status} />
                <StrangerNote model={model} />
              </td>
              <td className="small">{say.figure(model.honestError)}</td>
              <td className="small">{model.tasks.map(say.task).join(", ")}</td>
              <td className="number">{say.size(model.sizeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RefusedPackages({ refused }: { refused: (Refused & { id: string })[] }) {
  const {
    words: { modelList },
    say,
  } = useWords();
  if (refused.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{modelList.refused}</h2>
      </header>
      <table>
        <tbody>
          {refused.map(({ id, ...why }) => (
            <tr key={id}>
              <td>{id}</td>
              <td>{say.refusal(why)}</td>
              <td>
                <code>{why.code}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ModelCard({ model, onChanged }: ModelActionsProps) {
  return (
    <div className="stack">
      <ModelActions model={model} onChanged={onChanged} />
      <ModelDetails model={model} />
    </div>
  );
}
