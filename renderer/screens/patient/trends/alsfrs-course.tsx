import type { PatientTrends } from "../../../../shared/contract/trends.ts";
import { Sparkline } from "../../../charts/sparkline.tsx";
import { useWords } from "../../../words.ts";

const scores = [
  { id: "alsfrs-total", name: "total", of: 48 },
  { id: "alsfrs-bulbar", name: "bulbar", of: 12 },
  { id: "alsfrs-speech", name: "speech", of: 4 },
] as const;

type AlsfrsCourseProps = { trends: Pick<PatientTrends, "series" | "progressionRate" | "patient"> };

/** The ALSFRS-R over the visits; the rate of progression (dFS) never stands without the scores. */
export function AlsfrsCourse({ trends: { series, progressionRate, patient } }: AlsfrsCourseProps) {
  const { words, say } = useWords();
  const screen = words.patient.alsfrs;
  const rows = scores.flatMap(({ id, name, of }) => {
    const found = series.find((one) => one.id === id);
    return found ? [{ found, name, of }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label="ALSFRS-R">
      <header>
        <h2>ALSFRS-R</h2>
      </header>
      <table>
        <thead>
          <tr>
            <th>{screen.score}</th>
            <th className="number">{screen.last}</th>
            <th className="number">{screen.sinceFirst}</th>
            <th>{screen.course}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ found: { id, points }, name, of }) => {
            const [first, last] = [points[0], points.at(-1)];
            return (
              <tr key={id}>
                <td>{screen[name]}</td>
                <td className="number" title={last && say.date(last.date)}>
                  {last?.value} <span className="unit">{screen.of(of)}</span>
                </td>
                <td className="number">
                  {first && last && points.length > 1 ? say.difference(last.value - first.value, 0) : "–"}
                </td>
                <td>
                  <Sparkline points={points} visitId={last?.visitId ?? ""} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="content small" title={screen.rateHint}>
        {progressionRate
          ? screen.rate(say.number(progressionRate.perMonth, 2), say.date(progressionRate.date))
          : patient.onsetDate
            ? screen.noRate
            : screen.noOnset}
      </p>
    </section>
  );
}
