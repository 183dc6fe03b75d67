import { Mic } from "lucide-react";
import { Link } from "wouter";
import { monthsBetween } from "../../../shared/domain/calendar.ts";
import type { Course } from "../../../shared/domain/course.ts";
import type { HandOff } from "../../../shared/domain/hand-off.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { Mark } from "../../components/finding-marks.tsx";
import { HandOffTag } from "../../components/hand-off-tag.tsx";
import { useHandOffs } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { markOf } from "./courses/family-mark.ts";
import { courseGroups } from "./courses/what-changed.tsx";

/** `courses` is null until the core has judged them. */
type VisitListProps = { patient: Patient; visits: Visit[]; courses: readonly Course[] | null };

/** The visits, newest first, with how many families were judged worse at each; it scrolls and never moves the charts. */
export function VisitList({ patient, visits, courses }: VisitListProps) {
  const { words } = useWords();
  const screen = words.patient;
  const handOffs = useHandOffs(patient.id).data ?? [];
  return (
    <section className="card visit-list" aria-label={screen.visits}>
      <header>
        <h2>{screen.visits}</h2>
        <span className="muted small">{visits.length > 0 && visits.length}</span>
      </header>
      {visits.length === 0 && <p className="content">{screen.noVisits}</p>}
      {visits.length > 0 && <p className="content muted small">{screen.worseHint}</p>}
      <ul>
        {visits.map((visit, k) => (
          <VisitLine
            key={visit.id}
            {...{ patient, visit, courses }}
            before={visits[k + 1]}
            handOff={handOffs.find(({ visitId }) => visitId === visit.id)}
          />
        ))}
      </ul>
    </section>
  );
}

type VisitLineProps = {
  patient: Patient;
  visit: Visit;
  before: Visit | undefined;
  courses: readonly Course[] | null;
  handOff: HandOff | undefined;
};

function VisitLine({ patient, visit, before, courses, handOff }: VisitLineProps) {
  const { words, say } = useWords();
  const screen = words.patient;
  const months = patient.onsetDate && say.number(monthsBetween(patient.onsetDate, visit.date), 0);
  const newDevice = before !== undefined && before.device !== visit.device;
  return (
    <>
      <li title={[visit.device, visit.notes].filter(Boolean).join(". ")}>
        <Link href={`/visits/${visit.id}`}>{say.date(visit.date)}</Link>
        {courses && <VisitVerdict visitId={visit.id} courses={courses} isFirst={before === undefined} />}
        <span className="muted small">
          <HandOffTag handOff={handOff} /> {months && screen.sinceOnset(months)}
        </span>
      </li>
      {newDevice && (
        <li className="new-device small">
          <Mic size={13} aria-hidden /> {words.charts.anew["device-changed"]}
        </li>
      )}
    </>
  );
}

type VisitVerdictProps = { visitId: string; courses: readonly Course[]; isFirst: boolean };

/** How many families' first measure was judged worse beyond error at the visit. */
function VisitVerdict({ visitId, courses, isFirst }: VisitVerdictProps) {
  const { words } = useWords();
  const screen = words.patient;
  if (isFirst) return <span className="muted small">{screen.first}</span>;
  const points = courseGroups(courses).flatMap(({ first }) =>
    first.course.points.filter((point) => point.visitId === visitId),
  );
  const worse = points.filter(({ change }) => markOf(change) === "worse").length;
  if (!points.some(({ change }) => change)) return <span className="muted small">{screen.notJudged}</span>;
  const kind = worse > 0 ? "worse" : "equal";
  return (
    <span className={`judged ${kind} small`}>
      <Mark kind={kind} /> {worse > 0 ? screen.worse(worse) : screen.noneWorse}
    </span>
  );
}
