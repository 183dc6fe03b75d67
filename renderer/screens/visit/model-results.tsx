import { Link } from "wouter";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { shownLabel } from "../../../shared/domain/shown-label.ts";
import type { Ensemble, VisitResult } from "../../../shared/domain/visit-result.ts";
import { Loading } from "../../components/loading.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { formatProbability } from "../../format-quantity.ts";
import { useVisitResults } from "../../queries.ts";
import { taskName } from "../../task-name.ts";
import { honestErrorWords } from "../models/honest-error-words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import { AnalyseAll } from "./analyse-all.tsx";
import {
  answerWords,
  basisWords,
  levelWords,
  modelVoteWords,
  recordingVoteWords,
  stillPossibleWords,
} from "./visit-answer-words.ts";

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
    <section className="card" aria-label="Models">
      <header>
        <h2>Models</h2>
        <ResearchUse />
        <div className="actions">
          <AnalyseAll recordings={recordings} />
        </div>
      </header>
      <Loading query={query} doing="joining the models' answers">
        {({ results, ensembles }) => (
          <div className="table-scroll">
            <table className="visit-results">
              <thead>
                <tr>
                  <th>Model and its measured error</th>
                  <th>Answer for the visit</th>
                  <th title="Classes that are not excluded at the model's coverage">Still possible</th>
                  <th title="Class that most recordings, or most models, find most probable; its probabilities">
                    Majority vote
                  </th>
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
                    {...{ ensemble, results, models, knownAls }}
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
  const shown = (label: string) => shownLabel(label, model?.kind, knownAls);
  const level = levelWords(result, shown);
  const { provenance } = result;
  return (
    <tr>
      <td>
        {model?.name ?? result.model} <span className="muted small">{result.version}</span>{" "}
        <StatusTag status={provenance.status} />
        <div className="muted small">{honestErrorWords(provenance.honestError)}</div>
        {model && model.modelSha256 !== result.modelSha256 && (
          <div className="small doubtful">
            another version ({model.version}) is installed now; “Analyse all again” uses it
          </div>
        )}
      </td>
      <td>
        <strong>{answerWords(result, shown)}</strong>
        <div className="muted small">{basisWords(result, model)}</div>
        {level && <div className="muted small">{level}</div>}
      </td>
      <td className="small">{stillPossibleWords(result, shown)}</td>
      <td>
        {result.recordings === 0 ? (
          <span className="muted small">{recordingVoteWords(result, shown)}</span>
        ) : (
          <details>
            <summary>{recordingVoteWords(result, shown)}</summary>
            <AnswerList answers={answersOf(result, recordings)} shown={shown} />
          </details>
        )}
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
    <ul className="small vote-list">
      {answers.map(({ recording: { id, task }, prediction: { rejected, top, provenance } }) => (
        <li key={id} title={honestErrorWords(provenance.honestError)}>
          <Link href={`/recordings/${id}`}>{taskName(task)}</Link> {rejected ? "not sure, " : ""}
          {shown(top.label)} {formatProbability(top.probability)}
        </li>
      ))}
    </ul>
  );
}

type EnsembleRowProps = {
  ensemble: Ensemble;
  results: VisitResult[];
  models: ModelSummary[];
  knownAls: boolean;
};

/** Models of one question joined, with what each of them says: how far they agree is the point. */
function EnsembleRow({ ensemble, results, models, knownAls }: EnsembleRowProps) {
  const { top, models: joined, kind, honestError } = ensemble;
  const shown = (label: string) => shownLabel(label, kind, knownAls);
  const nameOf = (model: string) => models.find(({ id }) => id === model)?.name ?? model;
  const of = results.filter(({ model }) => joined.includes(model));
  return (
    <tr className="ensemble">
      <td>
        {joined.length} models together
        <div className="muted small">
          {honestError ? honestErrorWords(honestError) : "no error was measured of them together"}
        </div>
      </td>
      <td>
        <strong>
          {shown(top.label)}, {formatProbability(top.probability)}
        </strong>
        <div className="muted small">mean of {joined.length} models</div>
      </td>
      <td className="small">no set of classes given</td>
      <td>
        <details>
          <summary>{modelVoteWords(ensemble, shown)}</summary>
          <ul className="small vote-list">
            {of.map((result) => (
              <li key={result.modelSha256}>
                {nameOf(result.model)}: {answerWords(result, shown)}
              </li>
            ))}
          </ul>
        </details>
      </td>
    </tr>
  );
}
