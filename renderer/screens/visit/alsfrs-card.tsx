import { useState } from "react";
import { type Alsfrs, alsfrsAsked, alsfrsItemIds, highestAlsfrs } from "../../../shared/domain/alsfrs.ts";
import type { Course } from "../../../shared/domain/course.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { ChangeTag } from "../../components/finding-marks.tsx";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { useWords } from "../../words.ts";
import { type AlsfrsBefore, AlsfrsForm, alsfrsDraft } from "./alsfrs-form.tsx";

type AlsfrsCardProps = {
  visitId: string;
  alsfrs: Alsfrs | null;
  before: AlsfrsBefore | null;
  /** Whom the entry is removed of. */
  who: string;
  findings: readonly Finding[];
  courses: readonly Course[];
};

/** The parts that a visit shows. */
const scores = ["alsfrs-speech", "alsfrs-bulbar", "alsfrs-total"] as const;

/** The ALSFRS-R of the visit: scores with their change, and the form that enters it. */
export function AlsfrsCard({ visitId, alsfrs, before, who, findings, courses }: AlsfrsCardProps) {
  const screen = useWords().words.visit.alsfrs;
  const [open, setOpen] = useState(() => draftOf(alsfrsDraft(visitId)) !== null);
  const close = () => {
    forgetDraft(alsfrsDraft(visitId));
    setOpen(false);
  };
  return (
    <section className="card" aria-label="ALSFRS-R">
      <header>
        <h2>ALSFRS-R</h2>
        <div className="actions">
          <button type="button" className="small" onClick={() => setOpen(true)}>
            {alsfrs ? screen.change : screen.enter}
          </button>
        </div>
      </header>
      {alsfrs ? (
        <table className="scores">
          <tbody>
            {scores.map((id) => (
              <ScoreRow
                key={id}
                id={id}
                visitId={visitId}
                finding={findings.find(({ measure }) => measure === id)}
                course={courses.find((course) => course.id === id)}
              />
            ))}
          </tbody>
        </table>
      ) : (
        <p className="content muted">{screen.notEntered}</p>
      )}
      {alsfrs && (alsfrs.rater || alsfrs.mode) && (
        <p className="content muted">
          {[alsfrs.rater, alsfrs.mode && screen.modes[alsfrs.mode]].filter(Boolean).join(" · ")}
        </p>
      )}
      {alsfrs && <InPart alsfrs={alsfrs} />}
      {alsfrs && findings.length === 0 && <p className="content muted">{screen.entered}</p>}
      {open && (
        <Drawer title="ALSFRS-R" onClose={close}>
          <AlsfrsForm visitId={visitId} alsfrs={alsfrs} before={before} who={who} onDone={close} />
        </Drawer>
      )}
    </section>
  );
}

/** Says where items were not asked, so that there is no total. */
function InPart({ alsfrs }: { alsfrs: Alsfrs }) {
  const { words, say } = useWords();
  const asked = alsfrsAsked(alsfrs);
  if (asked === alsfrsItemIds.length) return null;
  const { inPart } = words.visit.alsfrs;
  return <p className="content muted">{inPart(say.number(asked, 0), say.number(alsfrsItemIds.length, 0))}</p>;
}

type ScoreRowProps = {
  id: (typeof scores)[number];
  visitId: string;
  finding: Finding | undefined;
  course: Course | undefined;
};

function ScoreRow({ id, visitId, finding, course }: ScoreRowProps) {
  const { words, say } = useWords();
  if (finding?.value == null) return null;
  const { change, notJudged, value } = finding;
  return (
    <tr>
      <td>{words.profile.score[id]}</td>
      <td className="number">
        <b>{say.number(value, 0)}</b>{" "}
        <span className="unit">{words.profile.of(say.number(highestAlsfrs[id] ?? 0, 0))}</span>
      </td>
      <td>{course && <Sparkline points={course.points} visitId={visitId} />}</td>
      <td title={change ? say.judgedChange(id, finding.unit, change) : undefined}>
        {change && <b>{say.measureDifference(id, change.value, "")} </b>}
        <ChangeTag change={change} notJudged={notJudged} brief />
      </td>
    </tr>
  );
}
