import { useQuery } from "@tanstack/react-query";
import type { Agreement } from "../../../shared/domain/listening.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";

/** How well listeners agree with each other and with themselves. */
export function AgreementCard() {
  const speaker = useWords();
  const screen = speaker.words.listening.agreement;
  const found = useQuery({
    queryKey: ["listenings", "agreement"],
    queryFn: ({ signal }) => core.listenings.agreement(undefined, { signal }),
  });
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
      </header>
      {found.error && <ProblemNotice problem={toProblem(found.error)} />}
      {found.data?.length === 0 && <p className="content muted">{screen.none}</p>}
      {found.data && found.data.length > 0 && (
        <>
          <table>
            <thead>
              <tr>
                <th>{screen.scale}</th>
                <th>{screen.listeners}</th>
                <th className="number">{screen.recordings}</th>
                <th>{screen.value}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.map((row) => (
                <AgreementRow key={`${row.measure} ${row.first} ${row.second}`} row={row} speaker={speaker} />
              ))}
            </tbody>
          </table>
          <p className="content muted">{screen.hint}</p>
        </>
      )}
    </section>
  );
}

function AgreementRow({ row, speaker: { words, say } }: { row: Agreement; speaker: Speaker }) {
  const screen = words.listening.agreement;
  const { measure, first, second, recordings, reliability } = row;
  return (
    <tr>
      <td>{say.measure(measure).plain}</td>
      <td>{first === second ? screen.self(first) : screen.two(first, second)}</td>
      <td className="number">{say.number(recordings, 0)}</td>
      <td>
        {reliability ? (
          <>
            {screen.statistics[reliability.statistic]}{" "}
            <b>
              {screen.interval(
                say.number(reliability.value, 2),
                say.number(reliability.lower, 2),
                say.number(reliability.upper, 2),
              )}
            </b>
          </>
        ) : (
          <span className="muted">{screen.tooFew}</span>
        )}
      </td>
    </tr>
  );
}
