import type { PatientTrends } from "../../../../shared/contract/trends.ts";
import { Sparkline } from "../../../charts/sparkline.tsx";
import { formatChange, formatValue } from "../../../format-quantity.ts";

const scores = [
  { id: "alsfrs-total", name: "total", of: 48 },
  { id: "alsfrs-bulbar", name: "bulbar, items 1 to 3", of: 12 },
  { id: "alsfrs-speech", name: "speech, item 1", of: 4 },
] as const;

type AlsfrsCourseProps = { trends: Pick<PatientTrends, "series" | "progressionRate" | "patient"> };

/** The ALSFRS-R over the visits; the rate of progression (dFS) never stands without the scores. */
export function AlsfrsCourse({ trends: { series, progressionRate, patient } }: AlsfrsCourseProps) {
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
            <th>Score</th>
            <th className="number">Last</th>
            <th className="number">Since first</th>
            <th>Course</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ found: { id, points }, name, of }) => {
            const [first, last] = [points[0], points.at(-1)];
            return (
              <tr key={id}>
                <td>{name}</td>
                <td className="number" title={last?.date}>
                  {last?.value} <span className="unit">of {of}</span>
                </td>
                <td className="number">
                  {first && last && points.length > 1 ? formatChange(last.value - first.value) : "–"}
                </td>
                <td>
                  <Sparkline points={points} visitId={last?.visitId ?? ""} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="content small" title="dFS = (48 − total) / months since onset">
        {progressionRate
          ? `Rate of progression (dFS) ${formatValue(progressionRate.perMonth)} points per month since onset, from the total of ${progressionRate.date}.`
          : patient.onsetDate
            ? "The rate of progression (dFS) cannot be computed from these dates."
            : "For the rate of progression (dFS) enter the date of onset."}
      </p>
    </section>
  );
}
