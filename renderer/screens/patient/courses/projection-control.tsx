import type { Course } from "../../../../shared/domain/course.ts";
import type { Projection } from "../../../../shared/domain/projection.ts";
import { problemWords, toProblem } from "../../../problem.ts";
import type { Speaker } from "../../../speaker.ts";
import { useWords } from "../../../words.ts";
import { canProject, projectionMonths, projectionWords } from "./projection.ts";

type ProjectionControlProps = {
  course: Course;
  /** Months ahead; null while none was asked for. */
  months: number | null;
  onMonths: (months: number | null) => void;
  query: { data: Projection[] | undefined; error: unknown };
};

/** Continues the line of one chart, on request only. */
export function ProjectionControl({ course, months, onMonths, query }: ProjectionControlProps) {
  const speaker = useWords();
  const screen = speaker.words.trend.projection;
  if (!canProject(course)) return null;
  if (months === null)
    return (
      <button type="button" className="quiet small" onClick={() => onMonths(6)}>
        {screen.start}
      </button>
    );
  return (
    <div className="small projection">
      <select
        aria-label={screen.time}
        value={months}
        onChange={({ target }) => onMonths(Number(target.value))}
      >
        {projectionMonths.map((choice) => (
          <option key={choice} value={choice}>
            {screen.ahead(choice)}
          </option>
        ))}
      </select>
      <button type="button" className="quiet small" onClick={() => onMonths(null)}>
        {screen.none}
      </button>
      <p aria-live="polite">{projectionState(course, query, speaker)}</p>
    </div>
  );
}

function projectionState(
  course: Course,
  { data, error }: ProjectionControlProps["query"],
  speaker: Speaker,
): string {
  if (error) return problemWords(toProblem(error), speaker).reason;
  const { frame, trend } = speaker.words;
  return data ? projectionWords(course, data, speaker) : frame.doing(trend.projection.continuing);
}
