import { z } from "zod";
import { Course, CoursePoint } from "./course.ts";

/** One value for each point, or the one that all of them have. */
const column = <Schema extends z.core.SomeType>(value: Schema) =>
  z.union([z.object({ all: value }), z.array(value)]);
type Column = { all: unknown } | unknown[];

/** A table's columns in place of its rows. */
function columnsOf<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const columns = Object.entries(shape).map(([name, value]) => [name, column(value)]);
  return z.object(
    Object.fromEntries(columns) as { [Name in keyof Shape]: ReturnType<typeof column<Shape[Name]>> },
  );
}

const ofVisit = { visitId: true, date: true, monthsSinceOnset: true, device: true } as const;
const VisitOfPoints = CoursePoint.pick(ofVisit);
const OwnPoint = CoursePoint.omit({ ...ofVisit, change: true });
const PointChange = CoursePoint.shape.change.unwrap();

/**
 * Courses as they cross to a door: what the points of a visit share stands once, and the points of a course stand in columns.
 * `sendCourses` makes them, `receiveCourses` gives back the same courses; `npm run history-growth` prints what that spares.
 */
export const SentCourses = z.object({
  visits: z.array(VisitOfPoints),
  courses: z.array(
    Course.omit({ points: true }).extend({
      /** The visit of each point, by its place in `visits`. */
      at: z.array(z.int().nonnegative()),
      points: columnsOf(OwnPoint.shape),
      /** The points that have a change, by their places in the course, and their changes. */
      changed: z.array(z.int().nonnegative()),
      changes: columnsOf(PointChange.shape),
    }),
  ),
});
export type SentCourses = z.infer<typeof SentCourses>;

export function sendCourses(courses: readonly Course[]): SentCourses {
  const visits = new Map<string, z.infer<typeof VisitOfPoints>>();
  for (const { points } of courses)
    for (const { visitId, date, monthsSinceOnset, device } of points)
      visits.set(visitId, { visitId, date, monthsSinceOnset, device });
  const places = new Map([...visits.keys()].map((visitId, place) => [visitId, place]));
  return {
    visits: [...visits.values()],
    courses: courses.map(({ points, ...course }) => {
      const changes = points.flatMap(({ change }, place) => (change ? [{ place, change }] : []));
      return {
        ...course,
        at: points.map(({ visitId }) => places.get(visitId)!),
        points: toColumns(points, OwnPoint.shape) as SentCourses["courses"][number]["points"],
        changed: changes.map(({ place }) => place),
        changes: toColumns(
          changes.map(({ change }) => change),
          PointChange.shape,
        ) as SentCourses["courses"][number]["changes"],
      };
    }),
  };
}

export function receiveCourses({ visits, courses }: SentCourses): Course[] {
  return courses.map(({ at, points, changed, changes, ...course }) => {
    const changeOf = new Map(changed.map((place, row) => [place, rowOf(changes, row)]));
    const rows = at.map((visit, place) => ({
      ...visits[visit],
      ...rowOf(points, place),
      change: changeOf.get(place) ?? null,
    }));
    return { ...course, points: rows as CoursePoint[] };
  });
}

function toColumns(rows: readonly object[], shape: object): Record<string, Column> {
  const columns = Object.keys(shape).map((name) => {
    const values = rows.map((row) => row[name as keyof typeof row] as unknown);
    const isSame = values.length > 1 && values.every((value) => value === values[0]);
    return [name, isSame ? { all: values[0] } : values];
  });
  return Object.fromEntries(columns);
}

function rowOf(columns: Record<string, Column>, row: number): Record<string, unknown> {
  const values = Object.entries(columns).map(([name, held]) => [
    name,
    Array.isArray(held) ? held[row] : held.all,
  ]);
  return Object.fromEntries(values);
}
