import { Link } from "wouter";
import type { Course, CoursePoint } from "../../../../shared/domain/course.ts";
import { TaskId } from "../../../../shared/domain/task.ts";
import { Drawer } from "../../../components/drawer.tsx";
import { ChangeTag } from "../../../components/finding-marks.tsx";
import { Loading } from "../../../components/loading.tsx";
import { useWords } from "../../../words.ts";
import { AbBar } from "../../compare/ab-bar.tsx";
import { comparePath } from "../../compare/compare-path.ts";
import { useComparison } from "../../compare/compare-query.ts";
import { useAbPlayer } from "../../compare/use-ab-player.ts";

type PointDrawerProps = { course: Course; point: CoursePoint; onClose: () => void };

/** One point of a course: its value and judgement, its take beside the baseline's, the way to its visit. */
export function PointDrawer({ course, point, onClose }: PointDrawerProps) {
  const { words, say } = useWords();
  const screen = words.compare.point;
  const baseline = baselineOf(course);
  const task = TaskId.safeParse(course.task).data ?? null;
  const isBaseline = baseline?.visitId === point.visitId;
  return (
    <Drawer title={screen.title(say.measure(course.id).plain, say.date(point.date))} onClose={onClose}>
      <div className="stack">
        <p>
          <b>{say.measureValue(course.id, point.value, course.unit)}</b>{" "}
          <ChangeTag change={point.change} notJudged={point.notJudged} />
        </p>
        {task && baseline && !isBaseline && (
          <BesideBaseline baseline={baseline} point={point} task={task} course={course} />
        )}
        <p className="muted small">{isBaseline ? screen.isBaseline : task === null && screen.noTakes}</p>
        <div className="actions">
          <Link href={`/visits/${point.visitId}`} className="button" data-first>
            {screen.openVisit}
          </Link>
          {baseline && !isBaseline && (
            <Link href={comparePath({ a: baseline.visitId, b: point.visitId, task })} className="button">
              {screen.compare}
            </Link>
          )}
        </div>
      </div>
    </Drawer>
  );
}

/** The first visit of the baseline that the last point is held against. */
const baselineOf = ({ baseline, points }: Course) => points.find(({ date }) => date === baseline?.date);

type BesideProps = { baseline: CoursePoint; point: CoursePoint; task: string; course: Course };

/** Both takes, playing at once. */
function BesideBaseline({ baseline, point, task, course: { id, unit } }: BesideProps) {
  const { words, say } = useWords();
  const screen = words.compare;
  const compared = useComparison({
    a: baseline.visitId,
    b: point.visitId,
    task,
    takeA: null,
    takeB: null,
  });
  return (
    <section className="stack" aria-label={screen.point.listen}>
      <dl className="definitions">
        <dt>{screen.point.baseline(say.date(baseline.date))}</dt>
        <dd>{say.measureValue(id, baseline.value, unit)}</dd>
        <dt>{screen.point.this(say.date(point.date))}</dt>
        <dd>{say.measureValue(id, point.value, unit)}</dd>
      </dl>
      <Loading query={compared} doing={screen.comparing}>
        {(found) => (found ? <Heard a={found.a} b={found.b} /> : null)}
      </Loading>
    </section>
  );
}

type Found = NonNullable<ReturnType<typeof useComparison>["data"]>;

function Heard({ a, b }: Pick<Found, "a" | "b">) {
  const [takeA, takeB] = [a, b].map(({ takes, shown }) => takes.find(({ recording }) => recording === shown));
  const player = useAbPlayer(
    { a: takeA, b: takeB },
    { a: takeA?.speechStartSeconds ?? 0, b: takeB?.speechStartSeconds ?? 0 },
    true,
  );
  return <AbBar player={player} />;
}
