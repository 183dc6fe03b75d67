import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import type { BatchPlan } from "../../../shared/domain/batch.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { Page } from "../../components/page.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { ResearchUse } from "../../components/research-use.tsx";
import { useFormDraft } from "../../components/use-form-draft.ts";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { BatchResults } from "./batch-results.tsx";
import type { BatchChoice } from "./batch-run.ts";
import { batchRuns } from "./batch-runs.ts";
import { FolderField } from "./folder-field.tsx";
import { PlanCard } from "./plan-card.tsx";
import { RunCard } from "./run-card.tsx";
import "./batch.css";

/** Many recordings analysed where they lie: what would be done, how far it is, what came of it. */
export function BatchScreen() {
  const { words } = useWords();
  const run = useSyncExternalStore(batchRuns.subscribe, batchRuns.get);
  const isRunning = run?.kind === "running";
  const [looked, setLooked] = useState<{ choice: BatchChoice; plan: BatchPlan } | null>(null);
  const look = useMutation({
    mutationFn: async (choice: BatchChoice) => ({ choice, plan: await core.batches.plan(choice) }),
    onSuccess: setLooked,
  });
  const start = (choice: BatchChoice) => {
    setLooked(null);
    void batchRuns.start(choice);
  };
  const results = looked ? (looked.plan.done > 0 ? looked.choice.results : null) : run?.choice.results;
  return (
    <Page title={words.batch.title}>
      <p className="muted">{words.batch.introduction}</p>
      <ResearchUse />
      <ChoiceForm
        isBusy={isRunning || look.isPending}
        onChange={() => setLooked(null)}
        onLook={(choice) => look.mutate(choice)}
      />
      <div role="status">
        {look.isPending && <p className="muted">{words.frame.doing(words.batch.looking)}</p>}
      </div>
      {look.error && <ProblemNotice problem={toProblem(look.error)} />}
      {looked && <PlanCard plan={looked.plan} onStart={() => start(looked.choice)} />}
      {run && !looked && <RunCard run={run} onGoOn={() => start(run.choice)} />}
      {results && !isRunning && <BatchResults key={results} folder={results} />}
    </Page>
  );
}

type ChoiceFormProps = { isBusy: boolean; onChange: () => void; onLook: (choice: BatchChoice) => void };

function ChoiceForm({ isBusy, onChange, onLook }: ChoiceFormProps) {
  const { words, say } = useWords();
  const screen = words.batch;
  const { form } = useFormDraft("batch");
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    onLook({
      source: pathOf(entered.get("source")),
      results: pathOf(entered.get("results")),
      task: (entered.get("task") as TaskId | "") || null,
      withModels: entered.has("models"),
    });
  };
  const chosen = () => {
    form.onInput();
    onChange();
  };
  return (
    <form className="card content batch-choice" {...form} onChange={onChange} onSubmit={look}>
      <FolderField name="source" label={screen.source} hint={screen.sourceHint} onChosen={chosen} />
      <FolderField name="results" label={screen.results} hint={screen.resultsHint} onChosen={chosen} />
      <div className="beside">
        <label>
          {screen.task}{" "}
          <select name="task">
            <option value="">{screen.guessed}</option>
            {taskIds
              .filter((task) => task !== "unknown")
              .map((task) => (
                <option key={task} value={task}>
                  {say.task(task)}
                </option>
              ))}
          </select>
        </label>
        <label className="check">
          <input type="checkbox" name="models" defaultChecked /> {screen.withModels}
        </label>
        <button type="submit" disabled={isBusy}>
          {screen.look}
        </button>
      </div>
    </form>
  );
}

/** A path as it was written or pasted: file managers put it in quotation marks. */
const pathOf = (entered: FormDataEntryValue | null): string =>
  String(entered ?? "")
    .trim()
    .replace(/^"(.*)"$/, "$1");
