import { useState } from "react";
import { Link } from "wouter";
import type { JointVisit } from "../../../../shared/domain/trend.ts";
import { DivergingBar } from "../../../charts/diverging-bar.tsx";
import { formatChange } from "../../../format-quantity.ts";
import { measureTooltip } from "../../../measure-words.ts";
import { taskName } from "../../../task-name.ts";
import { type JointRow, jointRows } from "./joint-rows.ts";
import { seriesName } from "./series-name.ts";

const firstShown = 8;

/** Which measures moved together: at each visit those that differ from baseline beyond measurement error. */
export function JointView({ visits }: { visits: JointVisit[] }) {
  const [all, setAll] = useState(false);
  const rows = jointRows(visits);
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label="What moved together">
      <header>
        <h2>What moved together</h2>
        <span className="muted small">
          difference from baseline in units of measurement error (MDC 95 %), where it exceeds 1
        </span>
      </header>
      <div className="table-scroll">
        <table className="joint">
          <thead>
            <tr>
              <th>Measure</th>
              {visits.map(({ visitId, date, moved }) => (
                <th key={visitId}>
                  <Link href={`/visits/${visitId}`}>{date}</Link>
                  <div className="muted small">{moved.length} moved</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, all ? undefined : firstShown).map((row) => (
              <MeasureCells key={`${row.task}${row.id}`} row={row} visits={visits} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > firstShown && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${rows.length}`}
        </button>
      )}
    </section>
  );
}

function MeasureCells({ row, visits }: { row: JointRow; visits: JointVisit[] }) {
  return (
    <tr>
      <td title={measureTooltip(row.id)}>
        {seriesName(row)}, <span className="muted">{taskName(row.task)}</span>
      </td>
      {row.inMdc.map((inMdc, k) => (
        <td key={visits[k]?.visitId}>
          {inMdc === null ? (
            <span className="muted" title="Within measurement error, or not measured">
              ·
            </span>
          ) : (
            <span className="beside">
              <DivergingBar inMdc={inMdc} />
              <span className="small">{formatChange(inMdc)}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
