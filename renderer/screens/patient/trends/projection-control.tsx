import type { Projection, TrendSeries } from "../../../../shared/domain/trend.ts";
import { toProblem } from "../../../problem.ts";
import { canProject, projectionMonths, projectionWords } from "./projection.ts";

type ProjectionControlProps = {
  series: TrendSeries;
  /** Months ahead; null while none was asked for. */
  months: number | null;
  onMonths: (months: number | null) => void;
  query: { data: Projection[] | undefined; error: unknown };
};

/** Continues the line of one chart, on request only. */
export function ProjectionControl({ series, months, onMonths, query }: ProjectionControlProps) {
  if (!canProject(series)) return null;
  if (months === null)
    return (
      <button type="button" className="quiet small" onClick={() => onMonths(6)}>
        Project the line
      </button>
    );
  return (
    <div className="small projection">
      <select
        aria-label="Projected time"
        value={months}
        onChange={({ target }) => onMonths(Number(target.value))}
      >
        {projectionMonths.map((choice) => (
          <option key={choice} value={choice}>
            {choice} months ahead
          </option>
        ))}
      </select>
      <button type="button" className="quiet small" onClick={() => onMonths(null)}>
        No projection
      </button>
      <p aria-live="polite">{words(series, query)}</p>
    </div>
  );
}

function words(series: TrendSeries, { data, error }: ProjectionControlProps["query"]): string {
  if (error) return toProblem(error).reason;
  return data ? projectionWords(series, data) : "continuing the line …";
}
