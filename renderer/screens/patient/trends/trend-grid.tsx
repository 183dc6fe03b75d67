import { useMemo, useState } from "react";
import { placedByHandWords } from "../../../../shared/domain/analysis.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { TimeAxis } from "../../../charts/trend-figure.ts";
import { Segmented } from "../../../components/segmented.tsx";
import { taskName } from "../../../task-name.ts";
import { coursesFirst } from "./courses-first.ts";
import { monthsLater } from "./projection.ts";
import { TrendPanel } from "./trend-panel.tsx";
import { TrendTable } from "./trend-table.tsx";

const firstShown = 6;
const moreShown = 12;
const axisChoices = [
  { id: "date", name: "Date" },
  { id: "months", name: "Months since onset" },
] as const;

type TrendGridProps = { series: TrendSeries[]; patient: Patient; treatments: Treatment[] };
type Projected = { key: string; months: number };
const keyOf = ({ task, id }: TrendSeries) => `${task} ${id}`;

/** The patient's course: one small chart per measure, all on the same time axis. */
export function TrendGrid({ series, patient, treatments }: TrendGridProps) {
  const [task, setTask] = useState("");
  const [count, setCount] = useState(firstShown);
  const [axisKind, setAxisKind] = useState<"date" | "months">("date");
  const [asTable, setAsTable] = useState(false);
  const [projected, setProjected] = useState<Projected | null>(null);
  const span = useMemo(() => dateSpan(series, projected?.months ?? 0), [series, projected?.months]);
  const onsetDate = patient.onsetDate;
  const axis = useMemo<TimeAxis>(
    () => (axisKind === "months" && onsetDate ? { kind: "months", onsetDate } : { kind: "date" }),
    [axisKind, onsetDate],
  );
  if (series.length === 0 || !span) return null;
  const chosen = coursesFirst(task ? series.filter((one) => one.task === task) : series);
  const visible = chosen.slice(0, count);
  const choose = (next: string) => {
    setTask(next);
    setCount(firstShown);
  };
  return (
    <section className="card" aria-label="Trend">
      <header>
        <h2>Trend</h2>
        <TaskChoice series={series} task={task} onTask={choose} />
        <div className="actions">
          {onsetDate && (
            <Segmented label="Time axis" choices={axisChoices} value={axis.kind} onChange={setAxisKind} />
          )}
          <button type="button" className="quiet" onClick={() => setAsTable(!asTable)}>
            {asTable ? "As charts" : "As a table"}
          </button>
        </div>
      </header>
      {asTable ? (
        <TrendTable series={chosen} />
      ) : (
        <>
          <TrendLegend
            treatments={treatments.length > 0}
            byHand={series.some(({ points }) => points.some((point) => point.byHand))}
          />
          <div className="trend-grid">
            {visible.map((one) => (
              <TrendPanel
                key={keyOf(one)}
                {...{ series: one, axis, span, treatments, patientId: patient.id }}
                months={projected?.key === keyOf(one) ? projected.months : null}
                onMonths={(months) => setProjected(months === null ? null : { key: keyOf(one), months })}
              />
            ))}
          </div>
        </>
      )}
      {!asTable && chosen.length > count && (
        <div className="content">
          <button type="button" onClick={() => setCount(count + moreShown)}>
            Show {Math.min(moreShown, chosen.length - count)} more of {chosen.length}
          </button>
        </div>
      )}
    </section>
  );
}

type TaskChoiceProps = { series: TrendSeries[]; task: string; onTask: (task: string) => void };

function TaskChoice({ series, task, onTask }: TaskChoiceProps) {
  const present = [...new Set(series.map((one) => one.task))];
  return (
    <select aria-label="Task" value={task} onChange={(event) => onTask(event.target.value)}>
      <option value="">What tracks ALS best, first</option>
      {present.map((id) => (
        <option key={id} value={id}>
          {taskName(id)}
        </option>
      ))}
    </select>
  );
}

const TrendLegend = ({ treatments, byHand }: { treatments: boolean; byHand: boolean }) => (
  <ul className="trend-legend">
    <li>
      <i className="point" /> quality sufficient
    </li>
    <li>
      <i className="point hollow" /> quality not sufficient
    </li>
    {byHand && (
      <li>
        <i className="point diamond" /> {placedByHandWords}
      </li>
    )}
    <li>
      <i className="norm" /> norm
    </li>
    <li>
      <i className="error" /> measurement error around baseline (MDC 95 %)
    </li>
    <li>
      <i className="slope" /> Theil-Sen slope, 95 % CI
    </li>
    <li>
      <i className="break" /> device or version changed
    </li>
    {treatments && (
      <li>
        <i className="treatment" /> treatment
      </li>
    )}
  </ul>
);

/** First and last date of all series, the last so many months later, with 4 % air on both sides. */
function dateSpan(series: TrendSeries[], monthsAhead: number): [string, string] | null {
  const times = series.flatMap(({ points }) => points.map(({ date }) => Date.parse(date)));
  if (times.length === 0) return null;
  const lastVisit = new Date(Math.max(...times)).toISOString().slice(0, 10);
  const [first, last] = [Math.min(...times), Date.parse(monthsLater(lastVisit, monthsAhead))];
  const air = Math.max((last - first) * 0.04, 86_400_000 * 10);
  return [first - air, last + air].map((time) => new Date(time).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
}
