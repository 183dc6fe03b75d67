import { expect, test } from "vitest";
import type { TakePiece } from "../../../shared/domain/take-piece.ts";
import { isFree, movePieceEnd, withPiece } from "./split-pieces.ts";

const piece = (startSeconds: number, endSeconds: number): TakePiece => ({
  startSeconds,
  endSeconds,
  task: "ddk-pa",
});
const pieces = [piece(1, 3), piece(5, 7)];
const moved = (index: number, end: 0 | 1, seconds: number) =>
  movePieceEnd(pieces, index, end, { seconds, durationSeconds: 8 }).map((one) => [
    one.startSeconds,
    one.endSeconds,
  ]);

test("an end moves within the neighbours and the recording, and a piece keeps its least length", () => {
  expect(moved(0, 1, 4)).toEqual([
    [1, 4],
    [5, 7],
  ]);
  expect(moved(0, 1, 6)[0]).toEqual([1, 5]);
  expect(moved(1, 0, 2)[1]).toEqual([3, 7]);
  expect(moved(0, 0, -1)[0]).toEqual([0, 3]);
  expect(moved(1, 1, 20)[1]).toEqual([5, 8]);
  expect(moved(0, 0, 9)[0]).toEqual([2.9, 3]);
});

test("a stretch becomes a piece where it is free, and stands in the order of time", () => {
  expect(isFree(pieces, [3, 5])).toBe(true);
  expect(isFree(pieces, [2.9, 4])).toBe(false);
  expect(isFree(pieces, [4, 4.05])).toBe(false);
  expect(withPiece(pieces, piece(3.5, 4)).map((one) => one.startSeconds)).toEqual([1, 3.5, 5]);
});
