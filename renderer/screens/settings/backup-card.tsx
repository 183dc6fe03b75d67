import { useMutation, useQuery } from "@tanstack/react-query";
import { DatabaseBackup } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type BackupState, mostBackups } from "../../../shared/domain/backup.ts";
import type { Progress } from "../../../shared/domain/progress.ts";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { momentWords } from "../../moment.ts";
import { fromData, toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";

const queryKey = ["backups"];
const remember = (state: BackupState) => queryClient.setQueryData(queryKey, state);

/** Where backups go by themselves, how the last one ended, and one now. */
export function BackupCard() {
  const { settings } = useWords().words;
  const backups = useQuery({
    queryKey,
    queryFn: ({ signal }) => core.history.backups(undefined, { signal }),
    refetchInterval: 60_000,
  });
  return (
    <section className="card settings">
      <header>
        <h2>{settings.backup.title}</h2>
      </header>
      <div className="content stack">
        <Loading query={backups} doing={settings.asking}>
          {(state) => (
            <>
              <LastBackup state={state} />
              <PlanForm key={`${state.folder} ${state.keep}`} state={state} />
              {state.folder !== null && <BackUpNow />}
            </>
          )}
        </Loading>
        <p className="muted small">{settings.backup.keyNeeded}</p>
      </div>
    </section>
  );
}

function LastBackup({ state: { folder, last, failure, checked } }: { state: BackupState }) {
  const speaker = useWords();
  const { backup } = speaker.words.settings;
  const made =
    last && backup.made(momentWords(last.at, speaker), nameOf(last.file), speaker.say.size(last.bytes));
  const looked = checked && momentWords(checked.at, speaker);
  return (
    <>
      {failure && (
        <div className="stack">
          <strong>{backup.failed(momentWords(failure.at, speaker))}</strong>
          <ProblemNotice problem={fromData(failure.code, failure.data, failure.code)} />
        </div>
      )}
      <dl className="definitions">
        <dt>{backup.last}</dt>
        <dd>{made ?? (folder === null ? backup.notPlanned : backup.none)}</dd>
        <dt>{backup.check}</dt>
        <dd>{looked ? (checked.isWhole ? backup.whole(looked) : backup.damaged(looked)) : backup.none}</dd>
      </dl>
    </>
  );
}

function PlanForm({ state }: { state: BackupState }) {
  const { backup } = useWords().words.settings;
  const plan = useMutation({
    mutationFn: (input: { folder: string | null; keep: number }) => core.history.planBackups(input),
    onSuccess: remember,
  });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    plan.mutate({ folder: String(form.get("folder")).trim() || null, keep: Number(form.get("keep")) });
  };
  return (
    <form className="stack" onSubmit={save}>
      <Field label={backup.folder} hint={backup.folderHint}>
        <input
          name="folder"
          defaultValue={state.folder ?? ""}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={backup.keep}>
        <input name="keep" type="number" min={1} max={mostBackups} required defaultValue={state.keep} />
      </Field>
      {plan.error && <ProblemNotice problem={toProblem(plan.error)} />}
      <div>
        <button type="submit" disabled={plan.isPending}>
          {backup.save}
        </button>
      </div>
    </form>
  );
}

function BackUpNow() {
  const { words, say } = useWords();
  const [stage, setStage] = useState<Progress | null>(null);
  const [abort, setAbort] = useState<AbortController | null>(null);
  const run = useMutation({
    mutationFn: async ({ signal }: AbortController) => {
      for await (const event of await core.history.backUpNow(undefined, { signal })) {
        if (event.type === "done") return event;
        setStage(event);
      }
      throw new Error("The backup ended without a result.");
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const start = () => {
    const controller = new AbortController();
    setAbort(controller);
    setStage(null);
    run.mutate(controller);
  };
  return (
    <div className="beside">
      {run.isPending ? (
        <button type="button" onClick={() => abort?.abort()}>
          {words.frame.cancelDoing(say.stage(stage ?? { stage: "copying-history" }))}
        </button>
      ) : (
        <button type="button" className="primary" onClick={start}>
          <DatabaseBackup size={16} aria-hidden />
          {words.settings.backup.now}
        </button>
      )}
      <span className="muted small" aria-live="polite">
        {run.data ? words.settings.backup.done : ""}
      </span>
    </div>
  );
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
