import { useMutation, useQueries, useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import type { BatchRow } from "../../../shared/domain/batch.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { core } from "../../core-client.ts";
import { fromData, problemWords, toProblem } from "../../problem.ts";
import { saveBlob } from "../../save-blob.ts";
import type { Speaker } from "../../speaker.ts";
import { today } from "../../today.ts";
import { useWords } from "../../words.ts";
import { RecordingFile } from "./recording-file.tsx";

const rowsAtOnce = 100;
/** Height of a row with a result, CSS pixels; as in batch.css. */
const rowHeight = 34;

const choices = ["all", "failures"] as const;
type Choice = (typeof choices)[number];

const rowsQuery = (folder: string, choice: Choice, page: number) => ({
  queryKey: ["batch", folder, choice, page],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    core.batches.page(
      { results: folder, failuresOnly: choice === "failures", offset: page * rowsAtOnce, limit: rowsAtOnce },
      { signal },
    ),
  // another run may have gone on meanwhile
  staleTime: 0,
});

/** What came of a batch, a row a recording; all of it as a file. */
export function BatchResults({ folder }: { folder: string }) {
  const { words } = useWords();
  const screen = words.batch;
  const [choice, choose] = useState<Choice>("all");
  const first = useQuery(rowsQuery(folder, choice, 0));
  const save = useMutation({
    mutationFn: async () => saveBlob(await core.batches.csv({ results: folder }), screen.fileName(today())),
  });
  return (
    <section className="card" aria-label={screen.rows}>
      <header>
        <h2>{screen.rows}</h2>
        <span className="muted small path" title={folder}>
          {folder}
        </span>
        <div className="actions">
          <Segmented
            label={screen.show}
            choices={choices.map((id) => ({ id, name: screen.choices[id] }))}
            value={choice}
            onChange={choose}
          />
          <button type="button" onClick={() => save.mutate()} disabled={save.isPending}>
            <Download size={15} aria-hidden />
            {screen.save}
          </button>
        </div>
      </header>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
      <Loading query={first} doing={screen.reading}>
        {({ total, models }) => (
          <>
            {total === 0 ? (
              <p className="content">{screen.none[choice]}</p>
            ) : (
              <ResultTable key={choice} {...{ folder, choice, total, models }} />
            )}
            {models.length > 0 && <Answering models={models} />}
          </>
        )}
      </Loading>
    </section>
  );
}

type ModelsProps = { models: readonly ModelSummary[] };

/** What must stand beside the answers. */
function Answering({ models }: ModelsProps) {
  const { words, say } = useWords();
  return (
    <div className="content small muted">
      {words.batch.answered}
      <ul className="answering">
        {models.map(({ id, name, version, trainedOn, honestError }) => (
          <li key={id}>
            {say.modelName(id, name)} ({version}): {say.figure(honestError)}. {say.trainedOn(id, trainedOn)}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ResultTableProps = ModelsProps & { folder: string; choice: Choice; total: number };

/** Only the rows in view are drawn and asked for. */
function ResultTable({ folder, choice, total, models }: ResultTableProps) {
  const { columns } = useWords().words.batch;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const shown = virtual.getVirtualItems();
  const pages = [...new Set(shown.map(({ index }) => Math.floor(index / rowsAtOnce)))];
  const asked = useQueries({ queries: pages.map((page) => rowsQuery(folder, choice, page)) });
  const rowAt = (index: number): BatchRow | undefined =>
    asked[pages.indexOf(Math.floor(index / rowsAtOnce))]?.data?.rows[index % rowsAtOnce];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
    <div className="table-scroll batch-rows" ref={scroller} tabIndex={0}>
      <table aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th className="number">{columns.number}</th>
            <th>{columns.file}</th>
            <th>{columns.task}</th>
            <th className="number">{columns.length}</th>
            <th>{columns.quality}</th>
            <th>{columns.answers}</th>
          </tr>
        </thead>
        <tbody>
          <Gap height={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => (
            <tr key={index} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
              <ResultCells row={rowAt(index)} models={models} />
            </tr>
          ))}
          <Gap height={virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

/** @property row absent while it is being read */
function ResultCells({ row, models }: ModelsProps & { row: BatchRow | undefined }) {
  if (!row) return <td className="number">…</td>;
  const { number, file, task, error } = row;
  return (
    <>
      <td className="number">{number}</td>
      <td title={file}>
        <RecordingFile file={file} />
      </td>
      {task && <Result {...row} {...{ task, models }} />}
      {error && <Failure error={error} />}
    </>
  );
}

/** Why there is no result, and what to do about it. */
function Failure({ error }: { error: NonNullable<BatchRow["error"]> }) {
  const { reason, remedy } = problemWords(fromData(error.code, error, ""), useWords());
  return (
    <td colSpan={4} className="failed">
      {reason}
      <div className="muted small">
        {remedy} <code>{error.code}</code>
      </div>
    </td>
  );
}

type ResultProps = ModelsProps & Omit<BatchRow, "task"> & { task: TaskId };

function Result({ task, durationSeconds, flags, answers, models }: ResultProps) {
  const speaker = useWords();
  const { words, say } = speaker;
  const doubts = flags.map((flag) => words.quality.flags[flag]).join(", ");
  const said = answers.map((answer) => answerWords(answer, models, speaker)).join("; ");
  return (
    <>
      <td title={say.task(task)}>{say.task(task)}</td>
      <td className="number">{durationSeconds !== null && `${say.number(durationSeconds, 1)} s`}</td>
      <td title={doubts}>{doubts || <span className="muted">{words.batch.noDoubts}</span>}</td>
      <td title={said}>{said}</td>
    </>
  );
}

/** "dysarthria 83 %", "not sure (dysarthria 52 %)". */
function answerWords(
  { model, label, probability, notSure, notSureWhy }: BatchRow["answers"][number],
  models: readonly ModelSummary[],
  { words, say }: Speaker,
): string {
  const found = models.find(({ id }) => id === model);
  const answer = words.batch.answer(say.shownLabel(label, found, false), say.probability(probability));
  if (!notSure) return answer;
  return notSureWhy === "none-of-these" ? words.batch.noneOfThese(answer) : words.batch.notSure(answer);
}
