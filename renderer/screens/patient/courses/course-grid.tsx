import { useMemo, useState } from "react";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Patient } from "../../../../shared/domain/patient.ts";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { TimeAxis } from "../../../charts/time-scale.ts";
import { Segmented } from "../../../components/segmented.tsx";
import { useKept } from "../../../components/use-kept.ts";
import { useWords } from "../../../words.ts";
import { CoursePanel } from "./course-panel.tsx";
import { CourseTable } from "./course-table.tsx";
import { monthsLater } from "./projection.ts";
import { TreatmentLanes } from "./treatment-lanes.tsx";
import { TrendSetDrawer } from "./trend-set-drawer.tsx";

const moreShown = 12;
const axisKinds = ["date", "months"] as const;

type CourseGridProps = {
  /** The charts that are looked at first. */
  first: readonly Course[];
  /** Every course; null until they have come. */
  all: readonly Course[] | null;
  patient: Patient;
  treatments: Treatment[];
};
type Projected = { key: string; months: number };
const keyOf = ({ task, id }: Course) => `${task} ${id}`;

/** The patient's course: one small chart per measure and the treatments, all on the same time axis. */
export function CourseGrid({ first, all, patient, treatments }: CourseGridProps) {
  const screen = useWords().words.trend;
  const [task, setTask] = useKept("task", "");
  const [more, setMore] = useKept("more", 0);
  const [axisKind, setAxisKind] = useKept<"date" | "months">("axis", "date");
  const [asTable, setAsTable] = useKept("as table", false);
  const [editing, setEditing] = useState(false);
  const [projected, setProjected] = useState<Projected | null>(null);
  const courses = all ?? first;
  const span = useMemo(() => dateSpan(courses, projected?.months ?? 0), [courses, projected?.months]);
  const onsetDate = patient.onsetDate;
  const axis = useMemo<TimeAxis>(
    () => (axisKind === "months" && onsetDate ? { kind: "months", onsetDate } : { kind: "date" }),
    [axisKind, onsetDate],
  );
  if (courses.length === 0 || !span) return null;
  const chosen = task ? courses.filter((one) => one.task === task) : thenOthers(first, courses);
  const count = (task ? moreShown : first.length) + more;
  const choose = (next: string) => {
    setTask(next);
    setMore(0);
  };
  return (
    <section className="courses" aria-label={screen.title}>
      <div className="courses-head">
        <TaskChoice courses={courses} task={task} onTask={choose} />
        {all && (
          <button type="button" className="quiet small" onClick={() => setEditing(true)}>
            {screen.set.edit}
          </button>
        )}
        <CourseLegend byHand={courses.some(({ points }) => points.some((point) => point.byHand))} />
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
      {asTable ? (
        <CourseTable courses={chosen} />
      ) : (
        <>
          {first.length === 0 && <p className="muted">{screen.set.none}</p>}
          <div className="trend-grid">
            {chosen.slice(0, count).map((course) => (
              <CoursePanel
                key={keyOf(course)}
                {...{ course, axis, span, patient }}
                months={projected?.key === keyOf(course) ? projected.months : null}
                onMonths={(months) => setProjected(months === null ? null : { key: keyOf(course), months })}
              />
            ))}
          </div>
          {chosen.length > count && (
            <button type="button" className="quiet" onClick={() => setMore(more + moreShown)}>
              {screen.showMore(Math.min(moreShown, chosen.length - count), chosen.length)}
            </button>
          )}
          {treatments.length > 0 && <TreatmentLanes treatments={treatments} span={span} />}
        </>
      )}
      {editing && all && <TrendSetDrawer shown={first} courses={all} onClose={() => setEditing(false)} />}
    </section>
  );
}

/** What is looked at first, then the others in their order; what was measured once comes after what has a course. */
function thenOthers(first: readonly Course[], courses: readonly Course[]): Course[] {
  const others = courses.filter((one) => !first.some((shown) => keyOf(shown) === keyOf(one)));
  const isCourse = ({ points }: Course) => points.length > 1;
  return [...first, ...others.filter(isCourse), ...others.filter((one) => !isCourse(one))];
}

type TaskChoiceProps = { courses: readonly Course[]; task: string; onTask: (task: string) => void };

function TaskChoice({ courses, task, onTask }: TaskChoiceProps) {
  const present = [...new Set(courses.map((one) => one.task))];
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

function CourseLegend({ byHand }: { byHand: boolean }) {
  const { findings, trend } = useWords().words;
  const { legend } = trend;
  const entries: [kind: string, name: string][] = [
    ["point", legend.usable],
    ["point hollow", legend.doubtful],
    ...(byHand ? [["point diamond", findings.placedByHand] as [string, string]] : []),
    ["norm", legend.norm],
    ["error", legend.error],
    ["break", legend.anew],
  ];
  return (
    <ul className="trend-legend">
      {entries.map(([kind, name]) => (
        <li key={kind}>
          <i className={kind} /> {name}
        </li>
      ))}
    </ul>
  );
}

/** First and last date of all courses, the last so many months later, with 4 % air on both sides. */
function dateSpan(courses: readonly Course[], monthsAhead: number): [string, string] | null {
  const times = courses.flatMap(({ points }) => points.map(({ date }) => Date.parse(date)));
  if (times.length === 0) return null;
  const lastVisit = new Date(Math.max(...times)).toISOString().slice(0, 10);
  const [first, last] = [Math.min(...times), Date.parse(monthsLater(lastVisit, monthsAhead))];
  const air = Math.max((last - first) * 0.04, 86_400_000 * 10);
  return [first - air, last + air].map((time) => new Date(time).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
}
