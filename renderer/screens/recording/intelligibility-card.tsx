import type { Intelligibility } from "../../../shared/domain/intelligibility.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { useWords } from "../../words.ts";
import { answerWords, confusions, confusionWords, scoreWords } from "./intelligibility-words.ts";

type IntelligibilityCardProps = { result: Intelligibility | null; models: ModelSummary[] };

/** The digit intelligibility test: score, what was confused, every digit, and how good the recogniser is. */
export function IntelligibilityCard({ result, models }: IntelligibilityCardProps) {
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.recording.intelligibility;
  if (!result) return <p className="muted">{screen.notJudged}</p>;
  const { answers, model, version } = result;
  const confused = confusions(answers).map((one) => confusionWords(one, screen));
  const recogniser = models.find(({ id }) => id === model);
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <div className="actions">
          <ExportMenu what={screen.export} fileName={screen.fileName} csv={() => answersCsv(result)} />
        </div>
      </header>
      <div className="content stack">
        <p>
          <strong>{scoreWords(result, speaker)}</strong>
          {screen.by(`${say.modelName(model, recogniser?.name)} ${version}`)}
        </p>
        <p className="small">{confused.length > 0 ? `${confused.join("; ")}.` : screen.noneConfused}</p>
        {recogniser && <p className="small muted">{screen.recogniser(say.figure(recogniser.honestError))}</p>}
        <ResearchUse />
      </div>
      <table>
        <thead>
          <tr>
            <th>{screen.prompted}</th>
            <th>{screen.recognised}</th>
            <th className="number">{screen.probability}</th>
            <th>{screen.judged}</th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: answers stand in the order of the list
            <tr key={k}>
              <td>{answer.prompted ?? "–"}</td>
              <td>{answer.recognised ?? "–"}</td>
              <td className="number">
                {answer.probability === null ? "–" : say.probability(answer.probability)}
              </td>
              <td>
                {answer.prompted !== null && answer.prompted === answer.recognised ? (
                  answerWords(answer, screen)
                ) : (
                  <span className="tag outside">{answerWords(answer, screen)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function answersCsv({ answers, model, version }: Intelligibility): string {
  return csv(
    ["prompted", "recognised", "probability", "start_s", "end_s", "model", "version"],
    answers.map(({ prompted, recognised, probability, startSeconds, endSeconds }) => [
      prompted,
      recognised,
      probability,
      startSeconds,
      endSeconds,
      model,
      version,
    ]),
  );
}
