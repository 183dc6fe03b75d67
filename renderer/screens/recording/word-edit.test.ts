import { expect, test } from "vitest";
import type { AlignedWord } from "../../../shared/domain/alignment.ts";
import { replaceOnsets, selectOnset, startEdit, undoEdit } from "./onset-edit.ts";
import { boundariesOf, draftNow, moveBoundary, phoneTimes } from "./word-edit.ts";

const word = (text: string, ...times: number[]): AlignedWord => ({
  ...{ text, index: 0, manner: "read", score: -2, startSeconds: times[0]!, endSeconds: times.at(-1)! },
  phones: times.slice(1).map((endSeconds, k) => ({
    ...{ phone: `${text}${k}`, startSeconds: times[k]!, endSeconds, score: -2, scoreInNoise: null },
  })),
});
/** Two words that touch, and one after a pause. */
const words = [word("a", 1, 1.1, 1.2), word("b", 1.2, 1.5), word("c", 2, 2.2)];
const boundaries = boundariesOf(words);
const edit = startEdit(boundaries.times);

test("where phones touch there is one boundary, of a word where one begins or ends", () => {
  expect(boundaries.times).toEqual([1, 1.1, 1.2, 1.5, 2, 2.2]);
  expect(boundaries.isEdge).toEqual([true, false, true, true, true, true]);
  expect(phoneTimes(boundaries, boundaries.times)).toEqual(
    words.flatMap(({ phones }) =>
      phones.map(({ startSeconds, endSeconds }) => ({ startSeconds, endSeconds })),
    ),
  );
});

const moved = (index: number, seconds: number) =>
  moveBoundary(selectOnset(edit, index), seconds, 3, boundaries.isEdge);

test("the sounds inside a word move along with its edge", () => {
  expect(moved(0, 0.8).onsets).toEqual([0.8, 1, 1.2, 1.5, 2, 2.2]);
  expect(moved(2, 1.4).onsets).toEqual([1, 1.2, 1.4, 1.5, 2, 2.2]);
  expect(moved(1, 1.15).onsets).toEqual([1, 1.15, 1.2, 1.5, 2, 2.2]);
  expect(moved(4, 1.7).onsets).toEqual([1, 1.1, 1.2, 1.5, 1.7, 2.2]);
});

test("a boundary stays between its neighbours and in the recording, and goes back in one step", () => {
  expect(moved(2, 9).onsets[2]).toBeCloseTo(1.49, 9);
  expect(moved(2, 0).onsets[2]).toBeCloseTo(1.02, 9);
  expect(moved(5, 9).onsets[5]).toBe(3);
  expect(undoEdit(moved(0, 0.8)).onsets).toEqual(edit.onsets);
});

test("a draft belongs to the boundaries that it began with: of words that were aligned otherwise since, it is outdated", () => {
  const draft = moved(0, 0.8);
  const aligned = boundariesOf([word("a", 1, 1.1, 1.3), ...words.slice(1)]);
  expect(draftNow(draft, boundaries, false)).toEqual({ edit: draft, isOutdated: false });
  expect(draftNow(draft, aligned, false)).toEqual({ edit: null, isOutdated: true });
  expect(draftNow(draft, boundariesOf([]), false)).toEqual({ edit: null, isOutdated: true });
  // while it is being saved, the words become those of the draft
  expect(draftNow(draft, aligned, true)).toEqual({ edit: draft, isOutdated: false });
  expect(draftNow(null, aligned, false)).toEqual({ edit: null, isOutdated: false });
  const again = replaceOnsets(undoEdit(draft), boundaries.times);
  expect(draftNow(again, boundaries, false).isOutdated).toBe(false);
});
