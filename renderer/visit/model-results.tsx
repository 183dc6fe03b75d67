import { Link } from "wouter";
import type { Recording } from "../../shared/domain/analysis.ts";
import type { ModelSummary } from "../../shared/domain/prediction.ts";
import { ResearchUse } from "../components/research-use.tsx";
import { formatProbability } from "../format-quantity.ts";
import { honestErrorWords } from "../models/honest-error-words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import { taskName } from "../task-name.ts";
import { aggregateByModel, type VisitResult } from "./model-aggregate.ts";

type ModelResultsProps = { recordings: Recording[]; models: ModelSummary[] };

/** What each model says of the visit, over all recordings that it accepts. */
export function ModelResults({ recordings, models }: ModelResultsProps) {
  const results = aggregateByModel(recordings);
  if (results.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>Models, over the recordings of this visit</h2>
      </header>
      <ul className="visit-results">
        {results.map((result) => (
          <VisitResultRow
            key={result.model + result.version}
            result={result}
            model={models.find(({ id }) => id === result.model)}
          />
        ))}
      </ul>
      <div className="content">
        <ResearchUse />
      </div>
    </section>
  );
}

function VisitResultRow({ result, model }: { result: VisitResult; model: ModelSummary | undefined }) {
  const { top, votes, answers } = result;
  const many = answers.length > 1;
  return (
    <li>
      <div className="model-name">
        <strong>{model?.name ?? result.model}</strong> <span className="muted small">{result.version}</span>{" "}
        {model && <StatusTag status={model.status} />}
      </div>
      <p>
        Most probable: <strong>{top.label}</strong>, {formatProbability(top.probability)}
        {many && (
          <>
            {" "}
            on average ({formatProbability(top.lowest)} to {formatProbability(top.highest)}); {votes} of{" "}
            {answers.length} recordings
          </>
        )}
      </p>
      <ul className="answers">
        {answers.map(({ recordingId, task, prediction }) => (
          <li key={recordingId}>
            <Link href={`/recordings/${recordingId}`}>{taskName(task)}</Link>{" "}
            <span className="muted">
              {prediction.rejected ? "not sure" : prediction.top.label}{" "}
              {formatProbability(prediction.top.probability)}
            </span>
          </li>
        ))}
      </ul>
      {model && <p className="muted small">{honestErrorWords(model.honestError)}</p>}
    </li>
  );
}
