import type { Intelligibility } from "../../../shared/domain/intelligibility.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { formatProbability } from "../../format-quantity.ts";
import { honestErrorWords } from "../models/honest-error-words.ts";
import { answerWords, confusions, confusionWords, scoreWords } from "./intelligibility-words.ts";

type IntelligibilityCardProps = { result: Intelligibility | null; models: ModelSummary[] };

/** The digit intelligibility test: score, what was confused, every digit, and how good the recogniser is. */
export function IntelligibilityCard({ result, models }: IntelligibilityCardProps) {
  if (!result)
    return (
      <p className="muted">
        Digit intelligibility was not judged: no model for spoken digits was at hand when this was analysed.
      </p>
    );
  const { answers, model, version } = result;
  const confused = confusions(answers).map(confusionWords);
  const recogniser = models.find(({ id }) => id === model);
  return (
    <section className="card" aria-label="Digit intelligibility">
      <header>
        <h2>Digit intelligibility</h2>
        <div className="actions">
          <ExportMenu
            what="digit intelligibility"
            fileName="digit-intelligibility"
            csv={() => answersCsv(result)}
          />
        </div>
      </header>
      <div className="content stack">
        <p>
          <strong>{scoreWords(result)}</strong>, by {model} {version}.
        </p>
        <p className="small">{confused.length > 0 ? `${confused.join("; ")}.` : "No digit was confused."}</p>
        {recogniser && (
          <p className="small muted">
            The recogniser makes mistakes with healthy speakers too:{" "}
            {honestErrorWords(recogniser.honestError)}. A score near that is no sign of poor intelligibility.
          </p>
        )}
        <ResearchUse />
      </div>
      <table>
        <thead>
          <tr>
            <th>Prompted</th>
            <th>Recognised</th>
            <th className="number">Probability</th>
            <th>Judged</th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: answers stand in the order of the list
            <tr key={k}>
              <td>{answer.prompted ?? "–"}</td>
              <td>{answer.recognised ?? "–"}</td>
              <td className="number">
                {answer.probability === null ? "–" : formatProbability(answer.probability)}
              </td>
              <td>
                {answer.prompted !== null && answer.prompted === answer.recognised ? (
                  answerWords(answer)
                ) : (
                  <span className="tag outside">{answerWords(answer)}</span>
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
