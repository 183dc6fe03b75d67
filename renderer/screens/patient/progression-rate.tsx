import type { PatientTrends } from "../../../shared/contract/trends.ts";
import { useWords } from "../../words.ts";

type ProgressionRateProps = { trends: Pick<PatientTrends, "courses" | "progressionRate" | "patient"> };

/** The rate of progression (dFS) beside the scores of the ALSFRS-R; absent where none was entered. */
export function ProgressionRate({ trends: { courses, progressionRate, patient } }: ProgressionRateProps) {
  const { words, say } = useWords();
  const screen = words.patient.alsfrs;
  const total = courses.find(({ id }) => id === "alsfrs-total")?.points.at(-1);
  if (!total) return null;
  const rate = progressionRate
    ? screen.rate(say.number(progressionRate.perMonth, 2), say.date(progressionRate.date))
    : patient.onsetDate
      ? screen.noRate
      : screen.noOnset;
  return (
    <section className="card" aria-label="ALSFRS-R">
      <header>
        <h2>ALSFRS-R</h2>
        <span className="muted small">
          {say.date(total.date)}: {say.number(total.value, 0)} {screen.of(48)}
        </span>
      </header>
      <p className="content small" title={screen.rateHint}>
        {rate}
      </p>
    </section>
  );
}
