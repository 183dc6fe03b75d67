import { Link } from "wouter";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Ensemble, VisitResult } from "../../../shared/domain/visit-result.ts";
import { ResearchUse } from "../../components/research-use.tsx";
import { useWords } from "../../words.ts";
import { StatusTag } from "../models/status-tag.tsx";
import {
  answerWords,
  basisWords,
  jointWords,
  levelWords,
  modelVoteWords,
  recordingVoteWords,
  type Shown,
  setWords,
  stillPossibleWords,
} from "./visit-answer-words.ts";

type Answers = { results: readonly VisitResult[]; ensembles: readonly Ensemble[] };
type Context = { recordings: readonly Recording[]; models: readonly ModelSummary[]; knownAls: boolean };
type ModelsCardProps = Answers & Context;

/** What the models say of the visit, a line a question: models of one question together first, all details folded. */
export function ModelsCard({ results, ensembles, ...context }: ModelsCardProps) {
  const { words, say } = useWords();
  const { visitModels } = words;
  const chosen = say.chosenModels(context.recordings.flatMap(({ analysis }) => analysis ?? []));
  if (results.length === 0) return null;
  const kindOf = (id: string) => context.models.find((one) => one.id === id)?.kind;
  const joined = new Set(
    ensembles.flatMap(({ models, besides = [] }) => [...models, ...besides.map(({ model }) => model)]),
  );
  const alone = results.filter(({ model }) => !joined.has(model));
  const lines = [
    ...ensembles.map((ensemble) => ({
      kind: ensemble.kind,
      line: (
        <EnsembleLine key={`${ensemble.kind}${ensemble.labels}`} {...{ ensemble, results, ...context }} />
      ),
    })),
    ...alone.map((result) => ({
      kind: kindOf(result.model),
      line: <ResultLine key={result.modelSha256} result={result} {...context} />,
    })),
  ];
  const isFolded = ({ kind }: { kind: string | undefined }) => context.knownAls && kind === "screen";
  const folded = lines.filter(isFolded);
  const screens = results.filter(({ model }) => kindOf(model) === "screen").length;
  return (
    <section className="card models-card" aria-label={visitModels.title}>
      <header>
        <h2>{visitModels.title}</h2>
        <ResearchUse />
      </header>
      {lines.filter((one) => !isFolded(one)).map(({ line }) => line)}
      {folded.length > 0 && (
        <details>
          <summary>
            <span className="muted">{visitModels.folded(screens)}</span>
          </summary>
          {folded.map(({ line }) => line)}
        </details>
      )}
      {chosen.length > 0 && <p className="muted small content">{chosen.join(" ")}</p>}
    </section>
  );
}

type EnsembleLineProps = Context & { ensemble: Ensemble; results: readonly VisitResult[] };

/**
 * Models of one question joined. How they are joined was measured: that is the answer, and each model stands behind a fold.
 * Where it was not, and they disagree, that is the answer, and each is given.
 */
function EnsembleLine({ ensemble, results, models, recordings, knownAls }: EnsembleLineProps) {
  const { kind, honestError, strangers, members, besides = [], set, outside = [] } = ensemble;
  const shown = useShown(
    models.find(({ id }) => id === members[0]?.model),
    knownAls,
  );
  const { words, say } = shown;
  const { visitModels } = words;
  const named = (those: Ensemble["members"]) =>
    those.flatMap(({ model, version }) =>
      results.filter((one) => one.model === model && one.version === version),
    );
  const of = named(members);
  const isUndecided = ensemble.disagree && !set;
  const details = (result: VisitResult) => (
    <ResultDetails key={result.modelSha256} {...{ result, models, recordings, knownAls }} />
  );
  return (
    <details>
      <summary>
        <Question kind={kind} />
        <strong>{isUndecided ? visitModels.disagree : jointWords(ensemble, shown)}</strong>{" "}
        {outside.length > 0 && <span className="doubtful small">{visitModels.unlike}</span>}
      </summary>
      <div className="content stack">
        {isUndecided && (
          <ul className="small">
            {of.map((result) => (
              <li key={result.modelSha256}>
                {nameOf(result, models, shown)} {result.version}: {answerWords(result, shown)}
              </li>
            ))}
          </ul>
        )}
        <p className="small">
          {visitModels.ensemble(say.count(members.length, "model"))}: {jointWords(ensemble, shown)};{" "}
          {modelVoteWords(ensemble, shown)}.{" "}
          <span className="muted">{honestError ? say.figure(honestError) : visitModels.noEnsembleError}</span>
        </p>
        {set && (
          <p className="muted small">
            {visitModels.possible}: {setWords(set, shown)}
          </p>
        )}
        {say.outside(outside).map((sentence) => (
          <p key={sentence} className="doubtful small">
            {sentence}
          </p>
        ))}
        {strangers && <p className="muted small">{visitModels.strangers(say.figure(strangers))}</p>}
        {set ? (
          <details>
            <summary className="small">{visitModels.eachModel}</summary>
            {of.map(details)}
          </details>
        ) : (
          of.map(details)
        )}
        {besides.length > 0 && (
          <details>
            <summary className="small">
              {visitModels.besides}: {say.list(besides.map(({ model }) => nameOf({ model }, models, shown)))}
            </summary>
            {named(besides).map(details)}
          </details>
        )}
      </div>
    </details>
  );
}

function ResultLine({ result, ...context }: Context & { result: VisitResult }) {
  const model = context.models.find(({ id }) => id === result.model);
  const shown = useShown(model, context.knownAls);
  return (
    <details>
      <summary>
        {model ? <Question kind={model.kind} /> : <span>{result.model}</span>}
        <strong>{answerWords(result, shown)}</strong>
      </summary>
      <div className="content">
        <ResultDetails result={result} {...context} />
      </div>
    </details>
  );
}

/** The question of a kind of model; a stranger's kind as its manifest writes it. */
function Question({ kind }: { kind: string }) {
  const kinds: Readonly<Record<string, string>> = useWords().words.models.kinds;
  return <span className="question">{kinds[kind] ?? kind}</span>;
}

const nameOf = ({ model }: Pick<VisitResult, "model">, models: readonly ModelSummary[], { say }: Shown) =>
  say.modelName(model, models.find(({ id }) => id === model)?.name);

/** One model's answer: version and measured error, what it rests on, what is not excluded, each recording. */
function ResultDetails({ result, recordings, models, knownAls }: Context & { result: VisitResult }) {
  const model = models.find(({ id }) => id === result.model);
  const shown = useShown(model, knownAls);
  const { words, say } = shown;
  const { visitModels } = words;
  const { provenance, modelSha256, used, leftOut } = result;
  const level = levelWords(result, shown);
  return (
    <div className="result-details small">
      <h3>
        {nameOf(result, models, shown)} <span className="muted small">{result.version}</span>{" "}
        <StatusTag status={provenance.status} />
      </h3>
      <p>
        {answerWords(result, shown)} <span className="muted">({basisWords(result, model, shown)})</span>
        {leftOut.length > 0 && <span className="muted">, {say.leftOut({ used, leftOut })}</span>}
      </p>
      {level && <p className="muted">{level}</p>}
      <p className="muted">
        {visitModels.possible}: {stillPossibleWords(result, shown)}
      </p>
      <p className="muted">{say.figure(provenance.honestError)}</p>
      {model && model.modelSha256 !== modelSha256 && (
        <p className="doubtful">{visitModels.otherVersion(model.version)}</p>
      )}
      {result.recordings > 0 && (
        <details>
          <summary>{recordingVoteWords(result, shown)}</summary>
          <AnswerList answers={answersOf(result, recordings)} shown={shown} />
        </details>
      )}
    </div>
  );
}

/** The speaker, and the classes of a model as they are shown of this patient. */
function useShown(model: ModelSummary | undefined, knownAls: boolean): Shown {
  const speaker = useWords();
  return { ...speaker, label: (label) => speaker.say.shownLabel(label, model, knownAls) };
}

type Answer = { recording: Recording; prediction: Prediction };

/** The answers that a result joins. */
function answersOf({ model, modelSha256 }: VisitResult, recordings: readonly Recording[]): Answer[] {
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
