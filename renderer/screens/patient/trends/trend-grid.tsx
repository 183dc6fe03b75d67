import { useMemo, useState } from "react";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import type { TimeAxis } from "../../../charts/trend-figure.ts";
import { Segmented } from "../../../components/segmented.tsx";
import { useWords } from "../../../words.ts";
import { coursesFirst } from "./courses-first.ts";
import { monthsLater } from "./projection.ts";
import { TrendPanel } from "./trend-panel.tsx";
import { TrendTable } from "./trend-table.tsx";

const firstShown = 6;
const moreShown = 12;
const axisKinds = ["date", "months"] as const;

type TrendGridProps = { series: TrendSeries[]; patient: Patient; treatments: Treatment[] };
type Projected = { key: string; months: number };
const keyOf = ({ task, id }: TrendSeries) => `${task} ${id}`;

/** The patient's course: one small chart per measure, all on the same time axis. */
export function TrendGrid({ series, patient, treatments }: TrendGridProps) {
  const screen = useWords().words.trend;
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
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <TaskChoice series={series} task={task} onTask={choose} />
        <div className="actions">
          {onsetDate && (
            <Segmented
              label={screen.timeAxis}
              choices={axisKinds.map((id) => ({ id, name: screen.axes[id] }))}
              value={axis.kind}
              onChange={setAxisKind}
            />
          )}
          <button type="button" className="quiet" onClick={() => setAsTable(!asTable)}>
            {asTable ? screen.asCharts : screen.asTable}
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
            {screen.showMore(Math.min(moreShown, chosen.length - count), chosen.length)}
          </button>
        </div>
      )}
    </section>
  );
}

type TaskChoiceProps = { series: TrendSeries[]; task: string; onTask: (task: string) => void };

function TaskChoice({ series, task, onTask }: TaskChoiceProps) {
  const present = [...new Set(series.map((one) => one.task))];
  const { words, say } = useWords();
  return (
    <select aria-label={words.trend.task} value={task} onChange={(event) => onTask(event.target.value)}>
      <option value="">{words.trend.bestFirst}</option>
      {present.map((id) => (
        <option key={id} value={id}>
          {say.task(id)}
        </option>
      ))}
    </select>
  );
}

function TrendLegend({ treatments, byHand }: { treatments: boolean; byHand: boolean }) {
  const { findings, trend } = useWords().words;
  const { legend } = trend;
  const entries: [kind: string, name: string, shown: boolean][] = [
    ["point", legend.sufficient, true],
    ["point hollow", legend.notSufficient, true],
    ["point diamond", findings.placedByHand, byHand],
    ["norm", legend.norm, true],
    ["error", legend.error, true],
    ["slope", legend.slope, true],
    ["break", legend.broken, true],
    ["treatment", legend.treatment, treatments],
  ];
  return (
    <ul className="trend-legend">
      {entries
        .filter(([, , shown]) => shown)
        .map(([kind, name]) => (
          <li key={kind}>
            <i className={kind} /> {name}
          </li>
        ))}
    </ul>
  );
}

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
