import { useState } from "react";
import { isPlacedByHand } from "../../../shared/domain/analysis.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { DivergingBar } from "../../charts/diverging-bar.tsx";
import { Sparkline } from "../../charts/sparkline.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useWords } from "../../words.ts";
import { normWords, SeriesHistory } from "../patient/trends/series-history.tsx";
import { type Finding, visitFindings } from "./visit-findings.ts";

const firstShown = 12;

type FindingsTableProps = { series: TrendSeries[]; visitId: string; recordings: Recording[] };

const orders = ["changed", "als"] as const;

/** Measures of single tasks at the visit: value, norm, change since baseline, quality. */
export function FindingsTable({ series, visitId, recordings }: FindingsTableProps) {
  const { words, say } = useWords();
  const screen = words.visit.findings;
  const choices = orders.map((id) => ({ id, name: screen.orders[id], hint: screen.orderHints[id] }));
  const [all, setAll] = useState(false);
  const [order, setOrder] = useState<(typeof orders)[number]>("changed");
  const [task, setTask] = useState("");
  const [opened, setOpened] = useState<TrendSeries | null>(null);
  const ofTasks = series.filter((one) => one.task !== "visit");
  const chosen = task ? ofTasks.filter((one) => one.task === task) : ofTasks;
  const findings = visitFindings(chosen, visitId, order);
  const present = [...new Set(visitFindings(ofTasks, visitId).map((finding) => finding.series.task))];
  if (present.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{screen.title}</h2>
        <div className="actions">
          <select aria-label={screen.task} value={task} onChange={({ target }) => setTask(target.value)}>
            <option value="">{screen.allTasks}</option>
            {present.map((id) => (
              <option key={id} value={id}>
                {say.task(id)}
              </option>
            ))}
          </select>
          <Segmented label={screen.order} choices={choices} value={order} onChange={setOrder} />
        </div>
      </header>
      <div className="table-scroll">
        <table className="findings">
          <thead>
            <tr>
              <th>{screen.measure}</th>
              <th>{screen.task}</th>
              <th className="number">{screen.value}</th>
              <th>{screen.norm}</th>
              <th title={screen.changeHint}>{screen.change}</th>
              <th>{screen.course}</th>
            </tr>
          </thead>
          <tbody>
            {findings.slice(0, all ? undefined : firstShown).map((finding) => (
              <FindingRow
                key={`${finding.series.task}${finding.series.id}`}
                finding={finding}
                visitId={visitId}
                byHand={recordings.some(
                  (one) =>
                    one.task === finding.series.task &&
                    one.analysis !== null &&
                    isPlacedByHand(one.analysis, finding.series.id),
                )}
                onOpen={() => setOpened(finding.series)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {findings.length > firstShown && (
        <div className="content">
          <button type="button" onClick={() => setAll(!all)}>
            {all ? words.trend.showFewer : words.trend.showAll(findings.length)}
          </button>
        </div>
      )}
      {opened && (
        <Drawer
          title={`${say.measureName(opened.id)}, ${say.task(opened.task)}`}
          onClose={() => setOpened(null)}
        >
          <SeriesHistory series={opened} />
        </Drawer>
      )}
    </section>
  );
}

type FindingRowProps = { finding: Finding; visitId: string; byHand: boolean; onOpen: () => void };

function FindingRow({ finding, visitId, byHand, onOpen }: FindingRowProps) {
  const { series, point } = finding;
  const { words, say } = useWords();
  const screen = words.visit.findings;
  const shown = say.measureParts(series.id, point.value, series.unit);
  const tooltip = say.measureTooltip(series.id) ?? screen.origin;
  return (
    <tr>
      <td>
        <button type="button" className="as-link" onClick={onOpen} title={tooltip}>
          {say.measureName(series.id)}
        </button>
        {!point.accepted && <span className="tag unreliable">{words.charts.qualityNotSufficient}</span>}
        {byHand && <span className="tag by-hand">{words.findings.placedByHand}</span>}
      </td>
      <td className="muted task">{say.taskShort(series.task)}</td>
      <td
        className="number"
        title={point.repeats > 1 ? screen.meanOf(String(point.value), point.repeats) : String(point.value)}
      >
        {shown.value} <span className="unit">{shown.unit}</span>
      </td>
      <td>
        <NormCell finding={finding} />
      </td>
      <td>
        <ChangeCell finding={finding} />
      </td>
      <td>
        <Sparkline points={series.points} visitId={visitId} />
      </td>
    </tr>
  );
}

function NormCell({ finding: { series, withinNorm } }: { finding: Finding }) {
  const speaker = useWords();
  const screen = speaker.words.visit.findings;
  if (!series.norm || withinNorm === null) return <span className="muted">–</span>;
  return (
    <span title={series.norm.citation} className="beside">
      <span className={`tag ${withinNorm ? "within" : "outside"}`}>
        {withinNorm ? screen.within : screen.outside}
      </span>
      <span className="muted small">{normWords(series.norm, speaker)}</span>
    </span>
  );
}

/** The change since baseline as a bar in units of its error, and in figures. */
export function ChangeCell({ finding: { series, change, inMdc } }: { finding: Finding }) {
  const { words, say } = useWords();
  const { findings } = words;
  if (change === null)
    return <span className="muted">{series.baseline ? findings.notJudged["is-baseline"] : "–"}</span>;
  return (
    <span className="beside">
      {inMdc !== null && <DivergingBar inMdc={inMdc} />}
      <span className="small" title={String(change)}>
        {say.measureDifference(series.id, change, series.unit)}
      </span>
      {inMdc === null && <span className="muted small">{findings.change["no-error-known"]}</span>}
    </span>
  );
}
