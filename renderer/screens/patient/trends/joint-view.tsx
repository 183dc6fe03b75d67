import { useState } from "react";
import { Link } from "wouter";
import type { JointVisit } from "../../../../shared/domain/trend.ts";
import { DivergingBar } from "../../../charts/diverging-bar.tsx";
import { useWords } from "../../../words.ts";
import { type JointRow, jointRows } from "./joint-rows.ts";

const firstShown = 8;

/** Which measures moved together: at each visit those that differ from baseline beyond measurement error. */
export function JointView({ visits }: { visits: JointVisit[] }) {
  const { words, say } = useWords();
  const screen = words.trend;
  const [all, setAll] = useState(false);
  const rows = jointRows(visits);
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label={screen.movedTogether}>
      <header>
        <h2>{screen.movedTogether}</h2>
        <span className="muted small">{screen.movedHint}</span>
      </header>
      <div className="table-scroll">
        <table className="joint">
          <thead>
            <tr>
              <th>{screen.measure}</th>
              {visits.map(({ visitId, date, moved }) => (
                <th key={visitId}>
                  <Link href={`/visits/${visitId}`}>{say.date(date)}</Link>
                  <div className="muted small">{screen.moved(moved.length)}</div>
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
          {all ? screen.showFewer : screen.showAll(rows.length)}
        </button>
      )}
    </section>
  );
}

function MeasureCells({ row, visits }: { row: JointRow; visits: JointVisit[] }) {
  const { words, say } = useWords();
  return (
    <tr>
      <td title={say.measureTooltip(row.id)}>
        {say.measureName(row.id)}, <span className="muted">{say.task(row.task)}</span>
      </td>
      {row.inMdc.map((inMdc, k) => (
        <td key={visits[k]?.visitId}>
          {inMdc === null ? (
            <span className="muted" title={words.trend.notMoved}>
              ·
            </span>
          ) : (
            <span className="beside">
              <DivergingBar inMdc={inMdc} />
              <span className="small">{say.difference(inMdc, 1)}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
