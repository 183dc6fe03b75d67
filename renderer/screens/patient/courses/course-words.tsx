import { actionMarksOf } from "../../../../shared/domain/action-mark.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import { worseLevel } from "../../../../shared/domain/label-role.ts";
import { wholeScale } from "../../../charts/course-range.ts";
import { ChangeTag } from "../../../components/finding-marks.tsx";
import { useModels } from "../../../queries.ts";
import type { Speaker } from "../../../speaker.ts";
import { useWords } from "../../../words.ts";

/** "↓ worse 1.1 × published", then "150 to 108 words/min since 23 Feb 2026: −42". */
type CourseWordsProps = { course: Course; knownAls: boolean };

export function CourseWords({ course, knownAls }: CourseWordsProps) {
  const speaker = useWords();
  const { change, notJudged } = course;
  return (
    <div className="course-words">
      <ChangeTag change={change} notJudged={notJudged} />
      <p className="small">{changeText(course, speaker)}</p>
      <p className="small muted">{lineText(course, speaker)}</p>
      {actionMarksOf(course).map(({ id, source }) => (
        <p key={id} className="small muted">
          {speaker.words.charts.actionMarks[id](source)}
        </p>
      ))}
      <LevelScale course={course} knownAls={knownAls} />
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

/** The slope, or why no line is drawn; a score, which is drawn as steps, has neither. */
export function lineText(course: Course, speaker: Speaker): string {
  if (wholeScale(course.id)) return "";
  const { lineWithheld } = course;
  return slopeText(course, speaker) ?? (lineWithheld ? speaker.words.trend.noLine[lineWithheld] : "");
}

/** "0 is severe, 4 is no detectable dysarthria; lower is worse": what the levels of an ordinal model mean. */
function LevelScale({ course: { id, unit }, knownAls }: CourseWordsProps) {
  const { words, say } = useWords();
  const model = useModels().data?.models.find((one) => id === `${one.id}:level`);
  if (unit !== "level" || !model) return null;
  const shown = (label: string | undefined) => say.shownLabel(label ?? "", model, knownAls);
  const worse = worseLevel(model.roles);
  return (
    <p className="small muted">
      {words.trend.levelScale(
        shown(model.labels[0]),
        String(model.labels.length - 1),
        shown(model.labels.at(-1)),
      )}
      {worse && `; ${words.trend.levelWorse[worse]}`}
    </p>
  );
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
