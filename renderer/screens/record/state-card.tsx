import { useMutation } from "@tanstack/react-query";
import {
  masks,
  postures,
  type RecordingState,
  ventilations,
} from "../../../shared/domain/recording-state.ts";
import { Field } from "../../components/field.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { knownVisit, recordingsChanged } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { recordingStateWords } from "./recording-state-words.ts";

type StateFieldsProps = { visitId: string; state: RecordingState };

const fatigueGrades = Array.from({ length: 11 }, (_, grade) => String(grade));

/** How the patient is while the visit is recorded, in one line, and behind it its fields: each is kept as it is chosen. */
export function StateCard(props: StateFieldsProps) {
  const speaker = useWords();
  const { state } = speaker.words.room;
  return (
    <section className="card" aria-label={state.title}>
      <details className="record-noted">
        <summary>
          <h2>{state.title}</h2>
          <span className="muted small record-line">
            {recordingStateWords(props.state, speaker) || state.notNoted}
          </span>
        </summary>
        <div className="content">
          <p className="muted small">{state.hint}</p>
          <StateFields {...props} />
        </div>
      </details>
    </section>
  );
}

function StateFields({ visitId, state }: StateFieldsProps) {
  const words = useWords().words.room.state;
  const save = useMutation({
    // one after the other: what is chosen meanwhile is added to what the one before has left
    scope: { id: `state of ${visitId}` },
    mutationFn: (change: Partial<RecordingState>) => {
      const seen = knownVisit(visitId)?.state ?? state;
      return core.visits.setState({ id: visitId, state: { ...seen, ...change }, seen });
    },
    onSettled: recordingsChanged,
  });
  const { mutate } = save;
  return (
    <div className="stack record-state">
      <Field label={words.timeOfDay}>
        <input
          type="time"
          key={state.timeOfDay}
          defaultValue={state.timeOfDay ?? ""}
          onBlur={({ target }) => {
            const timeOfDay = target.value || null;
            if (timeOfDay !== state.timeOfDay) mutate({ timeOfDay });
          }}
        />
      </Field>
      <Choice
        label={words.fatigue}
        value={state.fatigue === null ? null : String(state.fatigue)}
        choices={fatigueGrades}
        onChange={(grade) => mutate({ fatigue: grade === null ? null : Number(grade) })}
      />
      <Choice
        label={words.ventilation}
        value={state.ventilation}
        choices={ventilations}
        names={words.ventilations}
        onChange={(ventilation) => mutate({ ventilation })}
      />
      <Choice
        label={words.mask}
        value={state.mask}
        choices={masks}
        names={words.masks}
        onChange={(mask) => mutate({ mask })}
      />
      <Choice
        label={words.posture}
        value={state.posture}
        choices={postures}
        names={words.postures}
        onChange={(posture) => mutate({ posture })}
      />
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  value: T | null;
  choices: readonly T[];
  /** As the choices are read; as they are written where absent. */
  names?: Readonly<Record<T, string>>;
  onChange: (value: T | null) => void;
};

function Choice<T extends string>({ label, value, choices, names, onChange }: ChoiceProps<T>) {
  const { notNoted } = useWords().words.room.state;
  return (
    <Field label={label}>
      <select
        value={value ?? ""}
        onChange={({ target }) => onChange(choices.find((choice) => choice === target.value) ?? null)}
      >
        <option value="">{notNoted}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {names?.[choice] ?? choice}
          </option>
        ))}
      </select>
    </Field>
  );
}
