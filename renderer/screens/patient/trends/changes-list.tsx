import { useState } from "react";
import type { PatientTrends } from "../../../../shared/contract/trends.ts";
import type { Words } from "../../../../shared/words/words.ts";
import { DivergingBar } from "../../../charts/diverging-bar.tsx";
import { Segmented } from "../../../components/segmented.tsx";
import { useWords } from "../../../words.ts";
import { changesSinceBaseline, changesSinceLastVisit, type ListedChange } from "./change-words.ts";

const shown = 6;
const references = ["baseline", "last"] as const;
type Reference = (typeof references)[number];

/** What changed by more than measurement error, largest first. */
export function ChangesList({ trends, visits }: { trends: PatientTrends | undefined; visits: number }) {
  const { words } = useWords();
  const screen = words.trend;
  const choices = references.map((id) => ({ id, name: screen.references[id] }));
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
        <h2>{screen.whatChanged}</h2>
        {withError > 0 && <span className="muted small">{screen.ofSeries(changes.length, withError)}</span>}
        <div className="actions">
          <Segmented
            label={screen.comparedWith}
            choices={choices}
            value={reference}
            onChange={setReference}
          />
        </div>
      </header>
      {changes.length === 0 ? (
        <p className="content">
          {trends ? noChange(visits, withError, screen) : words.frame.doing(screen.comparing)}
        </p>
      ) : (
        <ChangesTable changes={changes.slice(0, all ? undefined : shown)} />
      )}
      {changes.length > shown && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? screen.showFewer : screen.showAll(changes.length)}
        </button>
      )}
    </section>
  );
}

function ChangesTable({ changes }: { changes: ListedChange[] }) {
  const { words, say } = useWords();
  const screen = words.trend;
  return (
    <table>
      <thead>
        <tr>
          <th>{screen.measure}</th>
          <th className="number">{screen.change}</th>
          <th title={screen.inErrorHint}>{screen.inError}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={`${one.task}${one.id}`}>
            <td>
              {say.measureName(one.id)}, <span className="muted">{say.task(one.task)}</span>
            </td>
            <td className="number" title={String(one.change)}>
              {say.measureDifference(one.id, one.change, one.unit)}
            </td>
            <td>
              <span className="beside">
                <DivergingBar inMdc={one.inMdc} />
                <span className="small">{say.difference(one.inMdc, 1)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function noChange(visits: number, judged: number, screen: Words["trend"]): string {
  if (visits < 2) return screen.firstIsBaseline;
  return judged === 0 ? screen.noErrorKnown : screen.allWithin;
}
