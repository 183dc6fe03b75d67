import { useQuery } from "@tanstack/react-query";
import type { CalendarDate } from "../../../../shared/domain/calendar.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Projection } from "../../../../shared/domain/projection.ts";
import { core } from "../../../core-client.ts";
import type { Speaker } from "../../../speaker.ts";

/** Months ahead that a line may be continued. */
export const projectionMonths = [3, 6, 12] as const;

/** Never for the answers of models: neither a probability of a class nor a level is forecast. */
export function canProject({ line, unit }: Pick<Course, "line" | "unit">): boolean {
  return line !== null && unit !== "probability" && unit !== "level";
}

const dayMilliseconds = 86_400_000;

/** The date so many months of 30.4375 days later. */
export function monthsLater(date: CalendarDate, months: number): CalendarDate {
  return new Date(Date.parse(date) + Math.round(months * 30.4375) * dayMilliseconds)
    .toISOString()
    .slice(0, 10);
}

/** Where the projection is asked for: at the last comparable visit, half way and at its end. Empty without a visit. */
export function projectionDates({ points }: Pick<Course, "points">, months: number): CalendarDate[] {
  const last = points.findLast(({ comparable }) => comparable)?.date;
  return last ? [0, months / 2, months].map((ahead) => monthsLater(last, ahead)) : [];
}

/** The line of a series continued, with its interval; empty where the visits do not suffice. `null` asks for none. */
export function useProjection(patientId: string, course: Course, months: number | null) {
  const { id: seriesId, task } = course;
  return useQuery({
    queryKey: ["trends", patientId, "projection", seriesId, task, months],
    enabled: months !== null && canProject(course),
    queryFn: async ({ signal }) => {
      const asked = projectionDates(course, months ?? 0).map((date) =>
        core.trends.project({ patientId, seriesId, task, date }, { signal }),
      );
      return (await Promise.all(asked)).filter((point) => point !== null);
    },
  });
}

/** "5 Apr 2027: 3.10 per s (95 % interval 2.20 to 4.00), if the line goes on as it did". */
export function projectionWords(
  { id, unit }: Pick<Course, "id" | "unit">,
  projection: Projection[],
  { words, say }: Speaker,
): string {
  const end = projection.at(-1);
  if (!end) return words.trend.projection.tooFew;
  const bound = (value: number) => say.measureParts(id, value, unit).value;
  return words.trend.projection.words(
    say.date(end.date),
    say.measureValue(id, end.value, unit),
    bound(end.lower),
    bound(end.upper),
  );
}
