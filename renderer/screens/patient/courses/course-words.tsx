import type { Course } from "../../../../shared/domain/course.ts";
import { ChangeTag } from "../../../components/finding-marks.tsx";
import type { Speaker } from "../../../speaker.ts";
import { useWords } from "../../../words.ts";

/** "↓ worse 1.1 × published", then "150 to 108 words/min since 23 Feb 2026: −42". */
export function CourseWords({ course }: { course: Course }) {
  const speaker = useWords();
  const { change, notJudged } = course;
  return (
    <div className="course-words">
      <ChangeTag change={change} notJudged={notJudged} />
      <p className="small" title={slopeText(course, speaker) ?? undefined}>
        {changeText(course, speaker)}
      </p>
    </div>
  );
}

/** "150 to 108 words/min since 23 Feb 2026: −42"; empty without a change. */
export function changeText({ id, unit, change, points }: Course, { words, say }: Speaker): string {
  const last = points.at(-1);
  if (!change || !last) return "";
  return words.trend.fromTo(
    say.measureParts(id, change.from, unit).value,
    say.measureValue(id, last.value, unit),
    say.since(change),
    say.measureDifference(id, change.value, ""),
  );
}

/** The judgement of the last change, with the error that judged it, in one sentence. */
export function courseText({ id, unit, change, notJudged }: Course, { say }: Speaker): string {
  if (change) return say.judgedChange(id, unit, change);
  return notJudged ? say.notJudged(notJudged) : "";
}

/** "slope −0.12 per s per month (95 % CI −0.18 to −0.05, 5 visits)"; null below three comparable visits. */
export function slopeText(
  { line, unit }: Pick<Course, "line" | "unit">,
  { words, say }: Speaker,
): string | null {
  if (!line) return null;
  const rate = [say.change(line.perMonth), say.unit(unit)].filter(Boolean).join(" ");
  return words.trend.slope(
    rate,
    say.change(line.perMonthLower),
    say.change(line.perMonthUpper),
    say.count(line.visits, "visit"),
  );
}
