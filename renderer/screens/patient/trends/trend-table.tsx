import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { useWords } from "../../../words.ts";
import { changeWords, slopeWords } from "./change-words.ts";

/** The trend as text. */
export function TrendTable({ series }: { series: TrendSeries[] }) {
  const speaker = useWords();
  const { words, say } = speaker;
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ date }) => date)))].toSorted();
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th>{words.trend.measure}</th>
            <th>{words.trend.unit}</th>
            {dates.map((date) => (
              <th key={date} className="number">
                {say.date(date)}
              </th>
            ))}
            <th>{words.trend.changeAndSlope}</th>
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={`${one.task}${one.id}`}>
              <td title={say.measureTooltip(one.id)}>
                {say.measureName(one.id)}, <span className="muted">{say.task(one.task)}</span>
              </td>
              <td className="unit">{say.unit(one.unit)}</td>
              {dates.map((date) => (
                <ValueCell key={date} series={one} date={date} />
              ))}
              <td className="small">
                {[changeWords(one, speaker), slopeWords(one, speaker)].filter(Boolean).join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ValueCell({ series, date }: { series: TrendSeries; date: string }) {
  const { words, say } = useWords();
  const point = series.points.find((one) => one.date === date);
  if (!point) return <td className="number">–</td>;
  const shown = say.measureParts(series.id, point.value, series.unit).value;
  return (
    <td className="number" title={`${point.value}${point.byHand ? `, ${words.findings.placedByHand}` : ""}`}>
      {point.byHand && <span aria-hidden>◆ </span>}
      {point.accepted ? shown : `(${shown})`}
    </td>
  );
}
