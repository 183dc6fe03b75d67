import type { Treatment } from "../../../../shared/domain/treatment.ts";
import { laneBars } from "../../../charts/treatment-lanes.ts";
import { today } from "../../../today.ts";
import { useWords } from "../../../words.ts";

type TreatmentLanesProps = { treatments: Treatment[]; span: [from: string, to: string] };

/** Treatments over the dates of the charts, a lane each. */
export function TreatmentLanes({ treatments, span }: TreatmentLanesProps) {
  const { words, say } = useWords();
  const bars = laneBars(treatments, span, today());
  if (bars.length === 0) return null;
  const [first, last] = span.map((date) => Date.parse(date)) as [number, number];
  const share = (date: string) => `${((Date.parse(date) - first) / (last - first)) * 100}%`;
  const lanes = 1 + Math.max(...bars.map(({ lane }) => lane));
  return (
    <section className="card treatment-lanes" aria-label={words.trend.treatments}>
      <h3>{words.trend.treatments}</h3>
      <ul style={{ height: lanes * 24 }}>
        {bars.map(({ treatment, lane, from, to }) => {
          const text = `${say.treatment(treatment)} ${say.treatmentPeriod(treatment)}`;
          return (
            <li
              key={treatment.id}
              title={text}
              style={{ top: lane * 24, left: share(from), width: `calc(${share(to)} - ${share(from)})` }}
            >
              {text}
            </li>
          );
        })}
      </ul>
      <div className="ends muted small">
        <span>{say.date(span[0])}</span>
        <span>{say.date(span[1])}</span>
      </div>
    </section>
  );
}
