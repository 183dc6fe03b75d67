import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { isTextOf, type PassageId } from "../../../shared/domain/passage.ts";
import type { Protocols, RecordingProtocol, RecordingStep } from "../../../shared/domain/protocol.ts";
import { type AskedTaskId, askedTaskIds } from "../../../shared/domain/task.ts";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient, usePassages, useProtocols } from "../../queries.ts";
import { useWords } from "../../words.ts";
import "./protocol-editor.css";

/** Which tasks the clinic records, in which order, how often and how long. */
export function ProtocolEditor() {
  const { words } = useWords();
  const protocols = useProtocols();
  const save = useMutation({
    mutationFn: (protocol: RecordingProtocol | null) => core.site.setProtocol({ protocol }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["protocols"] }),
  });
  return (
    <section className="card settings protocol-card">
      <header>
        <h2>{words.record.editor.title}</h2>
      </header>
      <div className="content">
        <Loading query={protocols} doing={words.record.reading}>
          {(known) => <Editor key={JSON.stringify(known.own)} protocols={known} save={save} />}
        </Loading>
      </div>
    </section>
  );
}

type Save = UseMutationResult<unknown, Error, RecordingProtocol | null>;

function Editor({ protocols: { own, full }, save }: { protocols: Protocols; save: Save }) {
  const { words } = useWords();
  const screen = words.record.editor;
  const [draft, setDraft] = useState<RecordingProtocol | null>(own);
  if (!draft)
    return (
      <div className="stack">
        <p className="muted">{screen.none}</p>
        <button type="button" onClick={() => setDraft({ name: screen.newName, steps: full })}>
          {screen.begin}
        </button>
      </div>
    );
  const { steps } = draft;
  const setSteps = (next: RecordingStep[]) => setDraft({ ...draft, steps: next });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field label={screen.name}>
        <input
          required
          maxLength={80}
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
      </Field>
      <div className="table-scroll">
        <table className="protocol-editor">
          <thead>
            <tr>
              {(["task", "text", "takes", "countIn", "longest", "silence", "own", "order"] as const).map(
                (column) => (
                  <th key={column}>{screen.columns[column]}</th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {steps.map((step, k) => (
              <StepRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a protocol may hold the same task twice; its place is what names it
                key={k}
                {...{ step, full }}
                onChange={(next) => setSteps(steps.with(k, next))}
                onMove={(by) => setSteps(moved(steps, k, k + by))}
                onRemove={steps.length > 1 ? () => setSteps(steps.toSpliced(k, 1)) : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <div className="foot">
        <button type="submit" className="primary" disabled={save.isPending}>
          {screen.save}
        </button>
        <button type="button" disabled={steps.length >= 40} onClick={() => setSteps([...steps, full[0]!])}>
          <Plus size={15} aria-hidden />
          {screen.add}
        </button>
        <button type="button" onClick={() => (own ? save.mutate(null) : setDraft(null))}>
          {screen.giveUp}
        </button>
        {save.isSuccess && <span className="muted">{screen.saved}</span>}
      </div>
    </form>
  );
}

type StepRowProps = {
  step: RecordingStep;
  full: readonly RecordingStep[];
  onChange: (step: RecordingStep) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: (() => void) | null;
};

function StepRow({ step, full, onChange, onMove, onRemove }: StepRowProps) {
  const { words, say } = useWords();
  const { columns, ...screen } = words.record.editor;
  const passages = usePassages().data ?? [];
  const name = say.task(step.task);
  const number = (column: "takes" | "countIn" | "longest", key: NumberKey, min: number, max: number) => (
    <td>
      <input
        type="number"
        required
        {...{ min, max }}
        aria-label={`${columns[column]}, ${name}`}
        value={step[key]}
        onChange={({ target }) => onChange({ ...step, [key]: target.valueAsNumber || 0 })}
      />
    </td>
  );
  return (
    <tr>
      <td>
        <select
          aria-label={`${columns.task}, ${name}`}
          value={step.task}
          onChange={({ target }) => onChange(asTask(step, target.value as AskedTaskId, full))}
        >
          {askedTaskIds.map((id) => (
            <option key={id} value={id}>
              {say.task(id)}
            </option>
          ))}
        </select>
      </td>
      <td>
        {step.task === "reading" && (
          <select
            aria-label={`${columns.text}, ${name}`}
            value={step.passage ?? ""}
            onChange={({ target }) =>
              onChange({ ...step, passage: (target.value || null) as PassageId | null })
            }
          >
            <option value="">{screen.ownText}</option>
            {passages
              .filter(({ id }) => isTextOf(step.task, id))
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </select>
        )}
      </td>
      {number("takes", "takes", 1, 5)}
      {number("countIn", "countInSeconds", 0, 10)}
      {number("longest", "maximumSeconds", 2, 300)}
      <td>
        <input
          type="number"
          min={0.5}
          max={10}
          step={0.5}
          aria-label={`${columns.silence}, ${name}`}
          placeholder={screen.never}
          value={step.silenceSeconds ?? ""}
          onChange={({ target }) =>
            onChange({ ...step, silenceSeconds: target.value === "" ? null : target.valueAsNumber })
          }
        />
      </td>
      <td>
        <input
          maxLength={500}
          aria-label={`${columns.own}, ${name}`}
          placeholder={say.instruction(step.task)}
          value={step.instruction ?? ""}
          onChange={({ target }) => onChange({ ...step, instruction: target.value || null })}
        />
      </td>
      <td className="protocol-order">
        <button type="button" className="quiet" aria-label={screen.up(name)} onClick={() => onMove(-1)}>
          <ArrowUp size={15} aria-hidden />
        </button>
        <button type="button" className="quiet" aria-label={screen.down(name)} onClick={() => onMove(1)}>
          <ArrowDown size={15} aria-hidden />
        </button>
        {onRemove && (
          <button type="button" className="quiet" aria-label={screen.remove(name)} onClick={onRemove}>
            <Trash2 size={15} aria-hidden />
          </button>
        )}
      </td>
    </tr>
  );
}

type NumberKey = "takes" | "countInSeconds" | "maximumSeconds";

/** Another task, with the times that the program has for it. */
function asTask(step: RecordingStep, task: AskedTaskId, full: readonly RecordingStep[]): RecordingStep {
  const usual = full.find((known) => known.task === task);
  return { ...(usual ?? { ...step, passage: null }), task, takes: step.takes };
}

/** A list with the item at `from` at the place `to`, which stays inside. */
function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const place = Math.min(items.length - 1, Math.max(0, to));
  return items.toSpliced(from, 1).toSpliced(place, 0, items[from]!);
}
