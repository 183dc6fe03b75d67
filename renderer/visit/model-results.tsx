import { Link } from "wouter";
import type { Recording } from "../../shared/domain/analysis.ts";
import type { ModelSummary, Prediction } from "../../shared/domain/prediction.ts";
import type { Ensemble, VisitResult } from "../../shared/domain/visit-result.ts";
import { Loading } from "../components/loading.tsx";
import { ResearchUse } from "../components/research-use.tsx";
import { formatProbability } from "../format-quantity.ts";
import { honestErrorWords } from "../models/honest-error-words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import { useVisitResults } from "../queries.ts";
import { shownLabel } from "../recording/prediction-words.ts";
import { taskName } from "../task-name.ts";

type ModelResultsProps = {
  visitId: string;
  recordings: Recording[];
  models: ModelSummary[];
  knownAls: boolean;
};

/** What each model says of the visit, over all recordings that it accepts, and models of one question together. */
export function ModelResults({ visitId, recordings, models, knownAls }: ModelResultsProps) {
  const query = useVisitResults(visitId);
  if (recordings.length === 0 || query.data?.results.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>Models</h2>
        <ResearchUse />
      </header>
      <Loading query={query} doing="joining the models' answers">
        {({ results, ensembles }) => (
          <div className="table-scroll">
            <table className="visit-results">
              <thead>
                <tr>
                  <th>Model</th>
                  <th>Most probable</th>
                  <th title="Mean of the probabilities over the recordings, and their range">Mean (range)</th>
                  <th title="Classes that are not excluded for at least one recording">Still possible</th>
                  <th title="Recordings on which this class is the most probable">Recordings</th>
                </tr>
              </thead>
              <tbody>
                {results.map((result) => (
                  <ResultRow
                    key={result.modelSha256}
                    {...{ result, recordings, knownAls }}
                    model={models.find(({ id }) => id === result.model)}
                  />
                ))}
                {ensembles.map((ensemble) => (
                  <EnsembleRow
                    key={ensemble.kind + ensemble.labels.join()}
                    ensemble={ensemble}
                    knownAls={knownAls}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loading>
    </section>
  );
}

type ResultRowProps = {
  result: VisitResult;
  recordings: Recording[];
  model: ModelSummary | undefined;
  knownAls: boolean;
};

function ResultRow({ result, recordings, model, knownAls }: ResultRowProps) {
  const { top, vote, notExcluded, notSure, together, labels } = result;
  const shown = (label: string) => shownLabel(label, model?.kind, knownAls);
  const best = labels.indexOf(top.label);
  const provenance = answersOf(result, recordings)[0]?.prediction.provenance;
  return (
    <tr>
      <td>
        {model?.name ?? result.model} <span className="muted small">{result.version}</span>{" "}
        {provenance && <StatusTag status={provenance.status} />}
        {provenance && <div className="muted small">{honestErrorWords(provenance.honestError)}</div>}
        {together && (
          <div className="small">
            All tasks together: {together.rejected ? "not sure, " : ""}
            {shown(together.top.label)} {formatProbability(together.top.probability)}
          </div>
        )}
      </td>
      <td>{shown(top.label)}</td>
      <td style={{ whiteSpace: "nowrap" }}>
        {formatProbability(top.probability)}{" "}
        {result.recordings > 1 && (
          <span className="muted">
            ({formatProbability(result.lowest[best] ?? 0)} to {formatProbability(result.highest[best] ?? 0)})
          </span>
        )}
      </td>
      <td className="small">
        {notExcluded ? (
          <span title={`at ${Math.round(notExcluded.coverage * 100)} % coverage per recording`}>
            {notExcluded.labels.map(shown).join(", ") || "none fits"}
          </span>
        ) : (
          <span className="muted">not given</span>
        )}
      </td>
      <td>
        <details>
          <summary>
            {vote.recordings} of {result.recordings}
            {vote.label !== top.label && `: ${shown(vote.label)}`}
            {notSure > 0 && `, ${notSure} not sure`}
          </summary>
          <AnswerList answers={answersOf(result, recordings)} shown={shown} />
        </details>
      </td>
    </tr>
  );
}

type Answer = { recording: Recording; prediction: Prediction };

/** The answers that a result joins. */
function answersOf({ model, modelSha256 }: VisitResult, recordings: Recording[]): Answer[] {
  return recordings.flatMap((recording) => {
    const prediction = recording.analysis?.predictions.find(
      (one) => one.model === model && one.modelSha256 === modelSha256,
    );
    return prediction ? [{ recording, prediction }] : [];
  });
}

function AnswerList({ answers, shown }: { answers: Answer[]; shown: (label: string) => string }) {
  return (
    <ul className="small">
      {answers.map(({ recording: { id, task }, prediction: { rejected, top } }) => (
        <li key={id}>
          <Link href={`/recordings/${id}`}>{taskName(task)}</Link> {rejected ? "not sure, " : ""}
          {shown(top.label)} {formatProbability(top.probability)}
        </li>
      ))}
    </ul>
  );
}

function EnsembleRow({ ensemble, knownAls }: { ensemble: Ensemble; knownAls: boolean }) {
  const { models, top, agreeing } = ensemble;
  return (
    <tr>
      <td>
        {models.length} models together <div className="muted small">{models.join(", ")}</div>
      </td>
      <td>{shownLabel(top.label, ensemble.kind, knownAls)}</td>
      <td>{formatProbability(top.probability)}</td>
      <td className="muted small">not given</td>
      <td>
        {agreeing} of {models.length} models agree
      </td>
    </tr>
  );
}
