import { Link } from "wouter";
import type { Recording } from "../../shared/domain/analysis.ts";
import type { ModelSummary } from "../../shared/domain/prediction.ts";
import { ResearchUse } from "../components/research-use.tsx";
import { formatProbability } from "../format-quantity.ts";
import { honestErrorWords } from "../models/honest-error-words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import { shownLabel } from "../recording/prediction-words.ts";
import { taskName } from "../task-name.ts";
import { aggregateByModel, type VisitResult } from "./model-aggregate.ts";

type ModelResultsProps = { recordings: Recording[]; models: ModelSummary[]; knownAls: boolean };

/** What each model says of the visit, over all recordings that it accepts. */
export function ModelResults({ recordings, models, knownAls }: ModelResultsProps) {
  const results = aggregateByModel(recordings);
  if (results.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>Models</h2>
        <ResearchUse />
      </header>
      <table className="visit-results">
        <thead>
          <tr>
            <th>Model</th>
            <th>Most probable</th>
            <th title="Mean of the probabilities over the recordings, and their range">Mean (range)</th>
            <th title="Recordings on which this class is the most probable">Recordings</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <VisitResultRow
              key={result.model + result.version}
              result={result}
              model={models.find(({ id }) => id === result.model)}
              knownAls={knownAls}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type VisitResultRowProps = { result: VisitResult; model: ModelSummary | undefined; knownAls: boolean };

function VisitResultRow({ result, model, knownAls }: VisitResultRowProps) {
  const { top, votes, answers } = result;
  const shown = (label: string) => shownLabel(label, model?.kind, knownAls);
  return (
    <tr>
      <td>
        {model?.name ?? result.model} <span className="muted small">{result.version}</span>{" "}
        {model && <StatusTag status={model.status} />}
        {model && <div className="muted small">{honestErrorWords(model.honestError)}</div>}
      </td>
      <td>{shown(top.label)}</td>
      <td style={{ whiteSpace: "nowrap" }}>
        {formatProbability(top.probability)}{" "}
        {answers.length > 1 && (
          <span className="muted">
            ({formatProbability(top.lowest)} to {formatProbability(top.highest)})
          </span>
        )}
      </td>
      <td>
        <details>
          <summary>
            {votes} of {answers.length}
          </summary>
          <ul className="small">
            {answers.map(({ recordingId, task, prediction }) => (
              <li key={recordingId}>
                <Link href={`/recordings/${recordingId}`}>{taskName(task)}</Link>{" "}
                {prediction.rejected ? "not sure, " : ""}
                {shown(prediction.top.label)} {formatProbability(prediction.top.probability)}
              </li>
            ))}
          </ul>
        </details>
      </td>
    </tr>
  );
}
