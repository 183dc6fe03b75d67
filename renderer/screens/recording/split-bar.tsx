import { Plus, RotateCcw, SquareDashed, Trash2, Undo2 } from "lucide-react";
import { Link } from "wouter";
import type { Recording } from "../../../shared/domain/recording.ts";
import { mostPieces, type TakePiece } from "../../../shared/domain/take-piece.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { isFree, rangeOf, withPiece } from "./split-pieces.ts";
import type { Selection } from "./use-selection.ts";
import type { Split } from "./use-split.ts";

type SplitBarProps = {
  recording: Recording;
  split: Split & { pieces: readonly TakePiece[] };
  selection: Selection;
};

/** The pieces that a recording is to be split into, in figures and with their tasks, above the picture that shows them. */
export function SplitBar({ recording, split, selection }: SplitBarProps) {
  const { words, say } = useWords();
  const screen = words.recording.split;
  const { pieces } = split;
  const { range } = selection;
  const canAdd = range !== null && isFree(pieces, range) && pieces.length < mostPieces;
  const add = () => {
    if (!range) return;
    const [startSeconds, endSeconds] = range;
    split.change((now) => withPiece(now, { startSeconds, endSeconds, task: recording.task }));
    selection.select(null);
  };
  return (
    <section className="onset-bar split-bar" aria-label={screen.title}>
      <p className="small muted">{pieces.length > 0 ? screen.hint : screen.none}</p>
      <ol>
        {pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces are known by their place
          <PieceLine key={index} {...{ piece, index, split, selection }} />
        ))}
      </ol>
      <div className="actions">
        <button type="button" onClick={add} disabled={!canAdd} title={screen.addHint}>
          <Plus size={15} aria-hidden />
          {screen.add}
        </button>
        <button type="button" onClick={split.propose} disabled={split.isPending}>
          <RotateCcw size={15} aria-hidden />
          {screen.propose}
        </button>
        <span className="onset-end">
          {split.stage === null ? (
            <>
              <button type="button" onClick={split.close}>
                {words.frame.cancel}
              </button>
              <button type="button" className="primary" onClick={split.make} disabled={pieces.length === 0}>
                {screen.make(say.count(pieces.length, "take"))}
              </button>
            </>
          ) : (
            <button type="button" onClick={split.cancel}>
              {words.frame.cancelDoing(split.stage)}
            </button>
          )}
        </span>
      </div>
      {split.error ? <ProblemNotice problem={toProblem(split.error)} /> : null}
    </section>
  );
}

type PieceLineProps = Omit<SplitBarProps, "recording"> & { piece: TakePiece; index: number };

function PieceLine({ piece, index, split, selection }: PieceLineProps) {
  const { words, say } = useWords();
  const screen = words.recording.split;
  const number = say.number(index + 1, 0);
  const name = (task: TaskId) =>
    split.change((pieces) => pieces.map((one, k) => (k === index ? { ...one, task } : one)));
  return (
    <li>
      <span className="number muted">{number}</span>
      <button
        type="button"
        className="as-link"
        title={screen.selectHint}
        onClick={() => selection.select(rangeOf(piece))}
      >
        {screen.from(say.number(piece.startSeconds, 2), say.number(piece.endSeconds, 2))}
      </button>
      <select
        aria-label={screen.task(number)}
        value={piece.task}
        onChange={({ target }) => name(target.value as TaskId)}
      >
        {taskIds.map((task) => (
          <option key={task} value={task}>
            {say.task(task)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet icon"
        aria-label={screen.remove(number)}
        title={screen.remove(number)}
        onClick={() => split.change((pieces) => pieces.filter((_, k) => k !== index))}
      >
        <Trash2 size={15} aria-hidden />
      </button>
    </li>
  );
}

/** Begins to split a recording. */
export function SplitButton({ split }: { split: Split }) {
  const screen = useWords().words.recording.split;
  return (
    <button
      type="button"
      className="icon"
      aria-label={screen.start}
      title={screen.startHint}
      disabled={split.pieces !== null || split.isPending}
      onClick={split.propose}
    >
      <SquareDashed size={16} aria-hidden />
    </button>
  );
}

/** What a recording was split into, and the way back. */
export function SplitNotice({ split }: { split: Split }) {
  const { words, say } = useWords();
  const screen = words.recording.split;
  if (split.takes.length === 0)
    return split.error && split.pieces === null ? (
      <div className="content">
        <ProblemNotice problem={toProblem(split.error)} />
      </div>
    ) : null;
  return (
    <p className="trim-notice small">
      {screen.notice}{" "}
      {split.takes.map(({ id, task, fileName }) => (
        <Link key={id} href={`/recordings/${id}`} title={fileName}>
          {say.task(task)}
        </Link>
      ))}
      <button type="button" className="quiet small" disabled={split.isPending} onClick={split.takeBack}>
        <Undo2 size={13} aria-hidden />
        {screen.takeBack}
      </button>
    </p>
  );
}
