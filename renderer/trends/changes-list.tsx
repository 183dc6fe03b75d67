import { useState } from "react";
import type { TrendSeries } from "../../shared/domain/trend.ts";
import { DivergingBar } from "../charts/diverging-bar.tsx";
import { formatChange, formatUnit } from "../format-quantity.ts";
import { taskName } from "../task-name.ts";
import { exceedingChanges } from "./change-words.ts";
import { seriesName } from "./series-name.ts";

const shown = 6;

/** What changed since baseline by more than measurement error, largest first. */
export function ChangesList({ series, visits }: { series: TrendSeries[]; visits: number }) {
  const [all, setAll] = useState(false);
  const changes = exceedingChanges(series);
  const judged = series.filter(({ change }) => change?.inMdc !== null && change !== null).length;
  return (
    <section className="card">
      <header>
        <h2>What changed since baseline</h2>
        {judged > 0 && (
          <span className="muted small">
            {changes.length} of {judged} series with known measurement error
          </span>
        )}
      </header>
      {changes.length === 0 ? (
        <p className="content">{noChange(visits, judged)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Measure</th>
              <th className="number">Change</th>
              <th title="Minimal detectable change, 95 %">In MDC</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, all ? undefined : shown).map((one) => (
              <tr key={`${one.task}${one.id}`}>
                <td>
                  {seriesName(one)}, <span className="muted">{taskName(one.task)}</span>
                </td>
                <td className="number" title={String(one.change?.value)}>
                  {formatChange(one.change?.value ?? 0)} <span className="unit">{formatUnit(one.unit)}</span>
                </td>
                <td>
                  <span className="beside">
                    <DivergingBar inMdc={one.change?.inMdc ?? 0} />
                    <span className="small">{formatChange(one.change?.inMdc ?? 0)}</span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes.length > shown && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${changes.length}`}
        </button>
      )}
    </section>
  );
}

function noChange(visits: number, judged: number): string {
  if (visits < 2) return "The first visit is the baseline; changes are judged from the second visit on.";
  if (judged === 0)
    return "No measure of these visits has a known measurement error, so no change can be judged.";
  return "All changes are within measurement error.";
}
