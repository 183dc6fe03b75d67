import { Link } from "wouter";
import { placedByHandWords } from "../../../../shared/domain/analysis.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { formatUnit, formatValue } from "../../../format-quantity.ts";
import { formatMeasure, measureTooltip } from "../../../measure-words.ts";
import { changeWords, slopeWords } from "./change-words.ts";

/** All values of a series, and where norm and measurement error come from. */
export function SeriesHistory({ series }: { series: TrendSeries }) {
  const { points, norm, mdc, unit } = series;
  const tooltip = measureTooltip(series.id);
  const shownUnit = formatUnit(unit);
  return (
    <div className="stack">
      <p>{changeWords(series)}</p>
      {slopeWords(series) && <p>{slopeWords(series)}</p>}
      <table>
        <thead>
          <tr>
            <th>Visit</th>
            <th className="number">Value{shownUnit && `, ${shownUnit}`}</th>
            <th className="number">Recordings</th>
            <th>Quality</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.visitId} title={`${point.device} ${point.version}`}>
              <td>
                <Link href={`/visits/${point.visitId}`}>{point.date}</Link>
                {point.breakBefore && <div className="small muted">new device or version</div>}
                {point.byHand && <div className="small muted">{placedByHandWords}</div>}
              </td>
              <td className="number" title={String(point.value)}>
                {formatMeasure(series.id, point.value, unit).value}
              </td>
              <td className="number">{point.repeats}</td>
              <td>{point.accepted ? "sufficient" : "not sufficient"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="definitions">
        {tooltip && <dt>Definition</dt>}
        {tooltip && <dd className="lines">{tooltip}</dd>}
        <dt>Norm</dt>
        <dd>{norm ? `${normWords(norm)} ${shownUnit} (${norm.citation})` : "none known"}</dd>
        <dt>MDC 95 %</dt>
        <dd>{mdc ? `${formatValue(mdc.value)} ${shownUnit} (${mdc.source})` : "not known"}</dd>
      </dl>
    </div>
  );
}

/** "5.10 to 7.50", "up to 1.04", "from 14.0". */
export function normWords({ lower, upper }: NonNullable<TrendSeries["norm"]>): string {
  if (lower !== null && upper !== null) return `${formatValue(lower)} to ${formatValue(upper)}`;
  if (upper !== null) return `up to ${formatValue(upper)}`;
  return lower !== null ? `from ${formatValue(lower)}` : "none";
}
