import { Link } from "wouter";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { Speaker } from "../../../speaker.ts";
import { useWords } from "../../../words.ts";
import { changeWords, slopeWords } from "./change-words.ts";

/** All values of a series, and where norm and measurement error come from. */
export function SeriesHistory({ series }: { series: TrendSeries }) {
  const { points, norm, mdc, unit } = series;
  const speaker = useWords();
  const { words, say } = speaker;
  const screen = words.trend.history;
  const tooltip = say.measureTooltip(series.id);
  const shownUnit = say.unit(unit);
  return (
    <div className="stack">
      <p>{changeWords(series, speaker)}</p>
      {slopeWords(series, speaker) && <p>{slopeWords(series, speaker)}</p>}
      <table>
        <thead>
          <tr>
            <th>{screen.visit}</th>
            <th className="number">
              {screen.value}
              {shownUnit && `, ${shownUnit}`}
            </th>
            <th className="number">{screen.recordings}</th>
            <th>{screen.quality}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.visitId} title={`${point.device} ${point.version}`}>
              <td>
                <Link href={`/visits/${point.visitId}`}>{say.date(point.date)}</Link>
                {point.breakBefore && <div className="small muted">{screen.newDevice}</div>}
                {point.byHand && <div className="small muted">{words.findings.placedByHand}</div>}
              </td>
              <td className="number" title={String(point.value)}>
                {say.measureParts(series.id, point.value, unit).value}
              </td>
              <td className="number">{point.repeats}</td>
              <td>{point.accepted ? screen.sufficient : screen.notSufficient}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="definitions">
        {tooltip && <dt>{screen.definition}</dt>}
        {tooltip && <dd className="lines">{tooltip}</dd>}
        <dt>{screen.norm}</dt>
        <dd>
          {norm ? screen.sourced(`${normWords(norm, speaker)} ${shownUnit}`, norm.citation) : screen.noNorm}
        </dd>
        <dt>{screen.error}</dt>
        <dd>
          {mdc ? screen.sourced(`${say.significant(mdc.value)} ${shownUnit}`, mdc.source) : screen.noError}
        </dd>
      </dl>
    </div>
  );
}

/** "5.10 to 7.50", "up to 1.04", "from 14.0". */
export function normWords(
  { lower, upper }: NonNullable<TrendSeries["norm"]>,
  { words, say }: Speaker,
): string {
  if (lower !== null && upper !== null) return words.say.to(say.significant(lower), say.significant(upper));
  if (upper !== null) return words.say.upTo(say.significant(upper));
  return lower === null ? words.general.none : words.say.from(say.significant(lower));
}
