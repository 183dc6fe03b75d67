import { Link } from "wouter";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Ensemble, VisitResult } from "../../../shared/domain/visit-result.ts";
import { Loading } from "../../components/loading.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { useVisitResults } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import { AnalyseAll } from "./analyse-all.tsx";
import {
  answerWords,
  basisWords,
  levelWords,
  modelVoteWords,
  recordingVoteWords,
  type Shown,
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
  const { visitModels } = useWords().words;
  const query = useVisitResults(visitId);
  if (recordings.length === 0 || query.data?.results.length === 0) return null;
  return (
    <section className="card" aria-label={visitModels.title}>
      <header>
        <h2>{visitModels.title}</h2>
        <ResearchUse />
        <div className="actions">
          <AnalyseAll recordings={recordings} />
        </div>
      </header>
      <Loading query={query} doing={visitModels.computing}>
        {({ results, ensembles }) => (
          <div className="table-scroll">
            <table className="visit-results">
              <thead>
                <tr>
                  <th>{visitModels.model}</th>
                  <th>{visitModels.answer}</th>
                  <th title={visitModels.possibleHint}>{visitModels.possible}</th>
                  <th title={visitModels.voteHint}>{visitModels.vote}</th>
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
  const shown = useShown(model, knownAls);
  const { words, say } = shown;
  const level = levelWords(result, shown);
  const { provenance } = result;
  return (
    <tr>
      <td>
        {say.modelName(result.model, model?.name)} <span className="muted small">{result.version}</span>{" "}
        <StatusTag status={provenance.status} />
        <div className="muted small">{say.figure(provenance.honestError)}</div>
        {model && model.modelSha256 !== result.modelSha256 && (
          <div className="small doubtful">{words.visitModels.otherVersion(model.version)}</div>
        )}
      </td>
      <td>
        <strong>{answerWords(result, shown)}</strong>
        <div className="muted small">{basisWords(result, model, shown)}</div>
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

/** The speaker, and the classes of a model as they are shown of this patient. */
function useShown(model: ModelSummary | undefined, knownAls: boolean): Shown {
  const speaker = useWords();
  return { ...speaker, label: (label) => speaker.say.shownLabel(label, model, knownAls) };
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

function AnswerList({ answers, shown }: { answers: Answer[]; shown: Shown }) {
  const { words, say } = shown;
  return (
    <ul className="small vote-list">
      {answers.map(({ recording: { id, task }, prediction: { rejected, top, provenance } }) => (
        <li key={id} title={say.figure(provenance.honestError)}>
          <Link href={`/recordings/${id}`}>{say.task(task)}</Link>{" "}
          {rejected && `${words.visitModels.notSure}, `}
          {shown.label(top.label)} {say.probability(top.probability)}
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
  const { top, models: joined, honestError } = ensemble;
  const shown = useShown(
    models.find(({ id }) => id === joined[0]),
    knownAls,
  );
  const { words, say } = shown;
  const { visitModels } = words;
  const together = say.count(joined.length, "model");
  const nameOf = (model: string) => say.modelName(model, models.find(({ id }) => id === model)?.name);
  const of = results.filter(({ model }) => joined.includes(model));
  return (
    <tr className="ensemble">
      <td>
        {visitModels.ensemble(together)}
        <div className="muted small">
          {honestError ? say.figure(honestError) : visitModels.noEnsembleError}
        </div>
      </td>
      <td>
        <strong>{visitModels.most(shown.label(top.label), say.probability(top.probability))}</strong>
        <div className="muted small">{visitModels.meanOf(together)}</div>
      </td>
      <td className="small">{visitModels.noSet}</td>
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
