import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Alsfrs, alsfrsModes, highestAlsfrs } from "../../../shared/domain/alsfrs.ts";
import type { Course } from "../../../shared/domain/course.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { Drawer } from "../../components/drawer.tsx";
import { Field } from "../../components/field.tsx";
import { ChangeTag } from "../../components/finding-marks.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { alsfrsItems, readAlsfrs } from "./alsfrs-items.ts";

type AlsfrsCardProps = {
  visitId: string;
  alsfrs: Alsfrs | null;
  findings: readonly Finding[];
  courses: readonly Course[];
};

/** The parts that a visit shows. */
const scores = ["alsfrs-speech", "alsfrs-bulbar", "alsfrs-total"] as const;

const alsfrsDraft = (visitId: string) => `alsfrs:${visitId}`;

/** The ALSFRS-R of the visit: scores with their change, and the form that enters it. */
export function AlsfrsCard({ visitId, alsfrs, findings, courses }: AlsfrsCardProps) {
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
      {alsfrs && findings.length === 0 && <p className="content muted">{screen.entered}</p>}
      {open && (
        <Drawer title="ALSFRS-R" onClose={close}>
          <AlsfrsForm visitId={visitId} alsfrs={alsfrs} onDone={close} />
        </Drawer>
      )}
    </section>
  );
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

type AlsfrsFormProps = { visitId: string; alsfrs: Alsfrs | null; onDone: () => void };

function AlsfrsForm({ visitId, alsfrs, onDone }: AlsfrsFormProps) {
  const { frame, visit } = useWords().words;
  const screen = visit.alsfrs;
  const draft = useFormDraft(alsfrsDraft(visitId));
  // what the form was filled from, whatever is fetched meanwhile
  const [seen] = useState(alsfrs);
  const save = useMutation({
    mutationFn: (entered: Alsfrs | null) => core.visits.setAlsfrs({ id: visitId, alsfrs: entered, seen }),
    onSuccess: async () => {
      onDone();
      await recordingsChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = readAlsfrs(new FormData(event.currentTarget));
    if (entered) save.mutate(entered);
  };
  return (
    <form className="form alsfrs" {...draft} onSubmit={submit}>
      <p className="muted">{screen.hint}</p>
      {alsfrsItems.map(({ id, domain }, k) => (
        <div key={id}>
          {domain !== alsfrsItems[k - 1]?.domain && <h3>{screen.domains[domain]}</h3>}
          <fieldset>
            <legend>{screen.items[id]}</legend>
            {[4, 3, 2, 1, 0].map((score) => (
              <label key={score}>
                <input
                  type="radio"
                  name={id}
                  value={score}
                  required
                  defaultChecked={alsfrs?.[id] === score}
                />
                {score}
              </label>
            ))}
          </fieldset>
        </div>
      ))}
      <label>
        <input type="checkbox" name="gastrostomy" defaultChecked={alsfrs?.gastrostomy} /> {screen.gastrostomy}
      </label>
      <div className="alsfrs-taking">
        <Field label={screen.rater}>
          <input name="rater" maxLength={100} defaultValue={alsfrs?.rater} autoComplete="off" />
        </Field>
        <Field label={screen.mode}>
          <select name="mode" defaultValue={alsfrs?.mode ?? ""}>
            <option value="">{screen.modeUnknown}</option>
            {alsfrsModes.map((mode) => (
              <option key={mode} value={mode}>
                {screen.modes[mode]}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <FormFoot submit={frame.save} isPending={save.isPending} onCancel={onDone}>
        {alsfrs && (
          <button type="button" className="danger" onClick={() => save.mutate(null)}>
            {frame.remove}
          </button>
        )}
      </FormFoot>
    </form>
  );
}
