import { placedByHandWords } from "../../../../shared/domain/analysis.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { formatUnit } from "../../../format-quantity.ts";
import { formatMeasure, measureTooltip } from "../../../measure-words.ts";
import { taskName } from "../../../task-name.ts";
import { changeWords, slopeWords } from "./change-words.ts";
import { seriesName } from "./series-name.ts";

/** The trend as text. */
export function TrendTable({ series }: { series: TrendSeries[] }) {
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ date }) => date)))].toSorted();
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th>Measure</th>
            <th>Unit</th>
            {dates.map((date) => (
              <th key={date} className="number">
                {date}
              </th>
            ))}
            <th>Change and slope</th>
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={`${one.task}${one.id}`}>
              <td title={measureTooltip(one.id)}>
                {seriesName(one)}, <span className="muted">{taskName(one.task)}</span>
              </td>
              <td className="unit">{formatUnit(one.unit)}</td>
              {dates.map((date) => (
                <ValueCell key={date} series={one} date={date} />
              ))}
              <td className="small">{[changeWords(one), slopeWords(one)].filter(Boolean).join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ValueCell({ series, date }: { series: TrendSeries; date: string }) {
  const point = series.points.find((one) => one.date === date);
  if (!point) return <td className="number">–</td>;
  const shown = formatMeasure(series.id, point.value, series.unit).value;
  return (
    <td className="number" title={`${point.value}${point.byHand ? `, ${placedByHandWords}` : ""}`}>
      {point.byHand && <span aria-hidden>◆ </span>}
      {point.accepted ? shown : `(${shown})`}
    </td>
  );
}
