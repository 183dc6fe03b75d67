import { useState } from "react";
import { type AskedTaskId, askedTaskIds } from "../../shared/domain/task.ts";
import { type ChoosableModels, chosenIds, type TaskModels } from "../../shared/domain/task-models.ts";
import { keepModels } from "../models-kept.ts";
import { useModels } from "../queries.ts";
import { useWords } from "../words.ts";
import "./task-models-choice.css";

type TaskModelsChoiceProps = {
  choosable: readonly ChoosableModels[];
  chosen: TaskModels;
  /** What holds of a task of which nothing is chosen; where that says nothing either, all models answer. */
  inherited: TaskModels;
  /** Takes the choice of a task back: "as the site". */
  undo: string;
  /** Keeps a choice in place of what was shown; it is shown at once, and goes where it cannot be kept. */
  onChange: (chosen: TaskModels, shown: TaskModels) => Promise<unknown>;
};

/** A line a task: the models that can be asked about it, those checked that are. */
export function TaskModelsChoice(props: TaskModelsChoiceProps) {
  const { choosable, inherited, undo, onChange } = props;
  const { words, say } = useWords();
  const known = useModels().data?.models ?? [];
  const [beingKept, setBeingKept] = useState<TaskModels | null>(null);
  const chosen = beingKept ?? props.chosen;
  const set = async (task: AskedTaskId, models: TaskModels[AskedTaskId]) => {
    const { [task]: _, ...others } = chosen;
    const next = models === undefined ? others : { ...others, [task]: models };
    setBeingKept(next);
    await keepModels(onChange(next, chosen)).catch(() => {}); // what went wrong is told beside
    setBeingKept((now) => (now === next ? null : now));
  };
  return (
    <ul className="task-models">
      {askedTaskIds.map((task) => {
        const offered = choosable.find((one) => one.task === task)?.models ?? [];
        const asked = chosenIds(chosen[task] ?? inherited[task] ?? offered);
        const models = [...new Set([...offered, ...asked])];
        if (models.length === 0) return null;
        return (
          <li key={task}>
            <fieldset>
              <legend>{say.task(task)}</legend>
              {models.map((id) => {
                const name = say.modelName(id, known.find((model) => model.id === id)?.name);
                return (
                  <label key={id} className="check">
                    <input
                      type="checkbox"
                      checked={asked.includes(id)}
                      onChange={() => void set(task, toggled(models, asked, id))}
                    />
                    {offered.includes(id) ? name : words.settings.taskModels.gone(name)}
                  </label>
                );
              })}
              {chosen[task] !== undefined && (
                <button type="button" className="quiet small" onClick={() => void set(task, undefined)}>
                  {undo}
                </button>
              )}
            </fieldset>
          </li>
        );
      })}
    </ul>
  );
}

/** With or without a model, in the order in which they stand; "none" where none is left. */
function toggled(models: readonly string[], asked: readonly string[], id: string): string[] | "none" {
  const left = models.filter((one) => (one === id) !== asked.includes(one));
  return left.length > 0 ? left : "none";
}
