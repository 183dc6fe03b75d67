import { useState } from "react";
import type { PatientTrends } from "../../../../shared/contract/trends.ts";
import { DivergingBar } from "../../../charts/diverging-bar.tsx";
import { Segmented } from "../../../components/segmented.tsx";
import { formatChange, formatUnit, readable } from "../../../format-quantity.ts";
import { taskName } from "../../../task-name.ts";
import { changesSinceBaseline, changesSinceLastVisit, type ListedChange } from "./change-words.ts";
import { seriesName } from "./series-name.ts";

const shown = 6;
const references = [
  { id: "baseline", name: "Since baseline" },
  { id: "last", name: "Since last visit" },
] as const;
type Reference = (typeof references)[number]["id"];

/** What changed by more than measurement error, largest first. */
export function ChangesList({ trends, visits }: { trends: PatientTrends | undefined; visits: number }) {
  const [all, setAll] = useState(false);
  const [reference, setReference] = useState<Reference>("baseline");
  const series = trends?.series ?? [];
  const steps = trends?.sinceLastVisit ?? [];
  const changes = reference === "baseline" ? changesSinceBaseline(series) : changesSinceLastVisit(steps);
  const judged = reference === "baseline" ? series.map(({ change }) => change) : steps;
  const withError = judged.filter((one) => one !== null && one.inMdc !== null).length;
  return (
    <section className="card">
      <header>
        <h2>What changed</h2>
        {withError > 0 && (
          <span className="muted small">
            {changes.length} of {withError} series with known measurement error
          </span>
        )}
        <div className="actions">
          <Segmented label="Compared with" choices={references} value={reference} onChange={setReference} />
        </div>
      </header>
      {changes.length === 0 ? (
        <p className="content">{trends ? noChange(visits, withError) : "comparing the visits …"}</p>
      ) : (
        <ChangesTable changes={changes.slice(0, all ? undefined : shown)} />
      )}
      {changes.length > shown && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${changes.length}`}
        </button>
      )}
    </section>
  );
}

function ChangesTable({ changes }: { changes: ListedChange[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Measure</th>
          <th className="number">Change</th>
          <th title="Minimal detectable change, 95 %">In MDC</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={`${one.task}${one.id}`}>
            <td>
              {seriesName(one)}, <span className="muted">{taskName(one.task)}</span>
            </td>
            <td className="number" title={String(one.change)}>
              {formatChange(readable(one.change, one.unit).value)}{" "}
              <span className="unit">{formatUnit(readable(one.change, one.unit).unit)}</span>
            </td>
            <td>
              <span className="beside">
                <DivergingBar inMdc={one.inMdc} />
                <span className="small">{formatChange(one.inMdc)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function noChange(visits: number, judged: number): string {
  if (visits < 2) return "The first visit is the baseline; changes are judged from the second visit on.";
  if (judged === 0)
    return "No measure of these visits has a known measurement error, so no change can be judged.";
  return "All changes are within measurement error.";
}
