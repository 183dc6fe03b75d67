import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import {
  type Alsfrs,
  type AlsfrsItemId,
  alsfrsAsked,
  alsfrsBulbar,
  alsfrsItemIds,
  alsfrsModes,
  alsfrsTotal,
  highestAlsfrs,
} from "../../../shared/domain/alsfrs.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Field } from "../../components/field.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { alsfrsItems, readAlsfrs } from "./alsfrs-items.ts";
import "./alsfrs.css";

/** The last ALSFRS-R before, and the date of its visit. */
export type AlsfrsBefore = { date: string; alsfrs: Alsfrs };

/** The draft of this form. */
export const alsfrsDraft = (visitId: string) => `alsfrs:${visitId}`;

type AlsfrsFormProps = {
  visitId: string;
  alsfrs: Alsfrs | null;
  before: AlsfrsBefore | null;
  /** Whom the entry is removed of. */
  who: string;
  onDone: () => void;
};

/** Enters the ALSFRS-R, also in part, beside the scores of the time before. */
export function AlsfrsForm({ visitId, alsfrs, before, who, onDone }: AlsfrsFormProps) {
  const { words, say } = useWords();
  const screen = words.visit.alsfrs;
  const { form, seen } = useFormDraft(alsfrsDraft(visitId), alsfrs);
  const [entered, setEntered] = useState(alsfrs ?? readAlsfrs(new FormData()));
  useEffect(() => {
    if (form.ref.current) setEntered(readAlsfrs(new FormData(form.ref.current))); // a draft has been filled in
  }, [form.ref]);
  const save = useMutation({
    mutationFn: (entry: Alsfrs | null) => core.visits.setAlsfrs({ id: visitId, alsfrs: entry, seen }),
    onSuccess: async () => {
      onDone();
      await recordingsChanged();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(readAlsfrs(new FormData(event.currentTarget)));
  };
  const asked = alsfrsAsked(entered);
  return (
    <form
      className="form alsfrs"
      ref={form.ref}
      onInput={({ currentTarget }) => {
        setEntered(readAlsfrs(new FormData(currentTarget)));
        form.onInput();
      }}
      onSubmit={submit}
    >
      <p className="muted">
        {screen.hint} {before && screen.beforeHint(say.date(before.date))}
      </p>
      {alsfrsItems.map(({ id, domain }, k) => (
        <div key={id}>
          {domain !== alsfrsItems[k - 1]?.domain && <h3>{screen.domains[domain]}</h3>}
          <Item id={id} alsfrs={alsfrs} before={before} hasGastrostomy={entered.gastrostomy} />
          {id === "cuttingFood" && (
            <label>
              <input type="checkbox" name="gastrostomy" defaultChecked={alsfrs?.gastrostomy} />{" "}
              {screen.gastrostomy}
            </label>
          )}
        </div>
      ))}
      <Taking alsfrs={alsfrs} />
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="alsfrs-foot">
        <RunningTotal entered={entered} />
        <FormFoot
          submit={asked === alsfrsItemIds.length ? words.frame.save : screen.saveInPart}
          isPending={save.isPending || asked === 0}
          onCancel={onDone}
        >
          {alsfrs && (
            <ConfirmButton
              question={screen.removeQuestion(who)}
              confirm={words.frame.remove}
              onConfirm={() => save.mutate(null)}
            >
              {words.frame.remove}
            </ConfirmButton>
          )}
        </FormFoot>
      </div>
    </form>
  );
}

const possibleScores = [4, 3, 2, 1, 0] as const;

type ItemProps = {
  id: AlsfrsItemId;
  alsfrs: Alsfrs | null;
  before: AlsfrsBefore | null;
  hasGastrostomy: boolean;
};

function Item({ id, alsfrs, before, hasGastrostomy }: ItemProps) {
  const screen = useWords().words.visit.alsfrs;
  const descriptors = screen.scores[id === "cuttingFood" && hasGastrostomy ? "withGastrostomy" : id];
  const scoreBefore = before?.alsfrs[id] ?? null;
  return (
    <fieldset>
      <legend>{screen.items[id]}</legend>
      {possibleScores.map((score, k) => (
        <label key={score}>
          <input type="radio" name={id} value={score} defaultChecked={alsfrs?.[id] === score} />
          <b>{score}</b>
          <span>{descriptors[k]}</span>
          {scoreBefore === score && <span className="tag">{screen.before}</span>}
        </label>
      ))}
      <label className="muted">
        <input type="radio" name={id} value="" defaultChecked={alsfrs?.[id] == null} />
        <b>–</b>
        <span>{screen.notAsked}</span>
      </label>
    </fieldset>
  );
}

function Taking({ alsfrs }: { alsfrs: Alsfrs | null }) {
  const screen = useWords().words.visit.alsfrs;
  return (
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
  );
}

/** What the answers so far add up to. */
function RunningTotal({ entered }: { entered: Alsfrs }) {
  const { words, say } = useWords();
  const screen = words.visit.alsfrs;
  const sum = (score: number | null, id: string) =>
    score === null
      ? "–"
      : `${say.number(score, 0)} ${words.profile.of(say.number(highestAlsfrs[id] ?? 0, 0))}`;
  return (
    <p role="status">
      <b>{screen.total(sum(alsfrsTotal(entered), "alsfrs-total"))}</b>{" "}
      {screen.bulbar(sum(alsfrsBulbar(entered), "alsfrs-bulbar"))}{" "}
      <span className="muted">
        {screen.asked(say.number(alsfrsAsked(entered), 0), say.number(alsfrsItemIds.length, 0))}
      </span>
    </p>
  );
}
