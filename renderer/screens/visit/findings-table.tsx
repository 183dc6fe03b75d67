import { useState } from "react";
import { isPlacedByHand, placedByHandWords } from "../../../shared/domain/analysis.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { DivergingBar } from "../../charts/diverging-bar.tsx";
import { Sparkline } from "../../charts/sparkline.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { formatChange, formatUnit, readable } from "../../format-quantity.ts";
import { formatMeasure, measureTooltip } from "../../measure-words.ts";
import { shortTaskName, taskName } from "../../task-name.ts";
import { normWords, SeriesHistory } from "../patient/trends/series-history.tsx";
import { seriesName } from "../patient/trends/series-name.ts";
import { type Finding, visitFindings } from "./visit-findings.ts";

const firstShown = 12;

type FindingsTableProps = { series: TrendSeries[]; visitId: string; recordings: Recording[] };

const orders = [
  { id: "changed", name: "What changed first", hint: "By change since baseline, in units of its error" },
  { id: "als", name: "What tracks ALS best first", hint: "Rate and pauses before voice" },
] as const;

/** Measures of single tasks at the visit: value, norm, change since baseline, quality. */
export function FindingsTable({ series, visitId, recordings }: FindingsTableProps) {
  const [all, setAll] = useState(false);
  const [order, setOrder] = useState<(typeof orders)[number]["id"]>("changed");
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
        <h2>Findings</h2>
        <div className="actions">
          <select aria-label="Task" value={task} onChange={({ target }) => setTask(target.value)}>
            <option value="">All tasks</option>
            {present.map((id) => (
              <option key={id} value={id}>
                {taskName(id)}
              </option>
            ))}
          </select>
          <Segmented label="Order" choices={orders} value={order} onChange={setOrder} />
        </div>
      </header>
      <div className="table-scroll">
        <table className="findings">
          <thead>
            <tr>
              <th>Measure</th>
              <th>Task</th>
              <th className="number">Value</th>
              <th>Norm</th>
              <th title="The bar is in units of measurement error (MDC 95 %)">Change since baseline</th>
              <th>Course</th>
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
            {all ? "Show fewer" : `Show all ${findings.length}`}
          </button>
        </div>
      )}
      {opened && (
        <Drawer title={`${seriesName(opened)}, ${taskName(opened.task)}`} onClose={() => setOpened(null)}>
          <SeriesHistory series={opened} />
        </Drawer>
      )}
    </section>
  );
}

type FindingRowProps = { finding: Finding; visitId: string; byHand: boolean; onOpen: () => void };

function FindingRow({ finding, visitId, byHand, onOpen }: FindingRowProps) {
  const { series, point } = finding;
  const shown = formatMeasure(series.id, point.value, series.unit);
  const tooltip = measureTooltip(series.id) ?? "All values, norm and origin";
  return (
    <tr>
      <td>
        <button type="button" className="as-link" onClick={onOpen} title={tooltip}>
          {seriesName(series)}
        </button>
        {!point.accepted && <span className="tag unreliable">quality not sufficient</span>}
        {byHand && <span className="tag by-hand">{placedByHandWords}</span>}
      </td>
      <td className="muted task">{shortTaskName(series.task)}</td>
      <td
        className="number"
        title={`${point.value}${point.repeats > 1 ? ` (mean of ${point.repeats})` : ""}`}
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
  if (!series.norm || withinNorm === null) return <span className="muted">–</span>;
  return (
    <span title={series.norm.citation} className="beside">
      <span className={`tag ${withinNorm ? "within" : "outside"}`}>{withinNorm ? "within" : "outside"}</span>
      <span className="muted small">{normWords(series.norm)}</span>
    </span>
  );
}

/** The change since baseline as a bar in units of its error, and in figures. */
export function ChangeCell({ finding: { series, change, inMdc } }: { finding: Finding }) {
  const shown = readable(change ?? 0, series.unit);
  if (change === null) return <span className="muted">{series.baseline ? "baseline" : "–"}</span>;
  return (
    <span className="beside">
      {inMdc !== null && <DivergingBar inMdc={inMdc} />}
      <span className="small" title={String(change)}>
        {formatChange(shown.value)} {formatUnit(shown.unit)}
      </span>
      {inMdc === null && (
        <span className="muted small" title="The measurement error of this measure is not known.">
          no MDC
        </span>
      )}
    </span>
  );
}
