import { Fragment, type KeyboardEvent, type PointerEvent } from "react";
import type { TakePiece } from "../../../shared/domain/take-piece.ts";
import {
  type PictureFrame,
  secondsAt,
  shareOf,
  type TimeRange,
  timeBox,
} from "../../charts/picture-frame.ts";
import { useWords } from "../../words.ts";
import { endStepSeconds } from "./selection-range.ts";
import { movePieceEnd, rangeOf } from "./split-pieces.ts";
import type { Split } from "./use-split.ts";

type PieceHandlesProps = {
  frame: PictureFrame;
  range: TimeRange;
  durationSeconds: number;
  split: Split & { pieces: readonly TakePiece[] };
};

/** The pieces over the picture, what lies between them dimmed; both ends of each are handles for mouse and keys. */
export function PieceHandles({ frame, range, durationSeconds, split }: PieceHandlesProps) {
  const ends = [0, ...split.pieces.flatMap(rangeOf), durationSeconds];
  const gaps = ends.flatMap((from, k) => (k % 2 === 0 ? [[from, ends[k + 1]!] as const] : []));
  return (
    <div className="piece-layer" style={timeBox(frame)}>
      {gaps.map(([from, to]) => (
        <div key={from} className="unselected" style={placeOf([from, to], range)} />
      ))}
      {split.pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are known by their place
        <Fragment key={index}>
          <div className="piece-name" style={placeOf(rangeOf(piece), range)} aria-hidden>
            <span>{index + 1}</span>
          </div>
          {([0, 1] as const).map((end) => (
            <PieceHandle key={end} {...{ frame, range, durationSeconds, split, index, end }} />
          ))}
        </Fragment>
      ))}
    </div>
  );
}

function placeOf([from, to]: TimeRange, range: TimeRange) {
  const [left, right] = [from, to].map((seconds) => Math.min(1, Math.max(0, shareOf(seconds, range))));
  return { left: `${100 * left!}%`, width: `${100 * (right! - left!)}%` };
}

type PieceHandleProps = PieceHandlesProps & { index: number; end: 0 | 1 };

function PieceHandle({ frame, range, durationSeconds, split, index, end }: PieceHandleProps) {
  const { words, say } = useWords();
  const piece = split.pieces[index]!;
  const seconds = rangeOf(piece)[end];
  const share = shareOf(seconds, range);
  if (share < 0 || share > 1) return null;
  const move = (to: number) =>
    split.change((pieces) => movePieceEnd(pieces, index, end, { seconds: to, durationSeconds }));
  const onKey = (event: KeyboardEvent) => {
    const step = endStepSeconds(event);
    if (step === null) return;
    event.preventDefault();
    event.nativeEvent.stopPropagation();
    move(seconds + step);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const layer = event.currentTarget.parentElement;
    if (!layer || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const at = event.clientX - layer.getBoundingClientRect().left + frame.spectrogram.left;
    move(secondsAt(at, frame, range));
  };
  return (
    <div
      className="selection-handle"
      style={{ left: `${100 * share}%` }}
      role="slider"
      tabIndex={0}
      aria-label={words.recording.split.ends[end](say.number(index + 1, 0))}
      aria-valuemin={0}
      aria-valuemax={durationSeconds}
      aria-valuenow={seconds}
      aria-valuetext={`${say.number(seconds, 2)} s`}
      onKeyDown={onKey}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}
