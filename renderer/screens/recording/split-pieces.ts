import type { TakePiece } from "../../../shared/domain/take-piece.ts";
import type { TimeRange } from "../../charts/picture-frame.ts";

/** A piece that is asked for is never shorter, s. */
export const shortestPieceSeconds = 0.1;

export const rangeOf = ({ startSeconds, endSeconds }: TakePiece): TimeRange => [startSeconds, endSeconds];

/** Moves one end, 0 the start and 1 the end, of a piece to a time; it stays within its neighbours and the recording. */
export function movePieceEnd(
  pieces: readonly TakePiece[],
  index: number,
  end: 0 | 1,
  { seconds, durationSeconds }: { seconds: number; durationSeconds: number },
): TakePiece[] {
  const from = pieces[index - 1]?.endSeconds ?? 0;
  const to = pieces[index + 1]?.startSeconds ?? durationSeconds;
  return pieces.map((piece, k) => {
    if (k !== index) return piece;
    const { startSeconds, endSeconds } = piece;
    return end === 0
      ? { ...piece, startSeconds: Math.min(endSeconds - shortestPieceSeconds, Math.max(from, seconds)) }
      : { ...piece, endSeconds: Math.max(startSeconds + shortestPieceSeconds, Math.min(to, seconds)) };
  });
}

/** Whether a stretch lies beside all pieces and is long enough to become one. */
export function isFree(pieces: readonly TakePiece[], [from, to]: TimeRange): boolean {
  return (
    to - from >= shortestPieceSeconds &&
    pieces.every(({ startSeconds, endSeconds }) => to <= startSeconds || from >= endSeconds)
  );
}

/** With one piece more, all in the order of time. */
export function withPiece(pieces: readonly TakePiece[], piece: TakePiece): TakePiece[] {
  return [...pieces, piece].sort((a, b) => a.startSeconds - b.startSeconds);
}
