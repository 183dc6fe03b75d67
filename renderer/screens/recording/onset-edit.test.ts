import { expect, test } from "vitest";
import { speakerOf } from "../../speaker.ts";
import {
  addOnset,
  intervalsMs,
  moveOnset,
  onsetWords,
  redoEdit,
  removeOnset,
  replaceOnsets,
  sameOnsets,
  selectOnset,
  startEdit,
  startOf,
  stepSelection,
  undoEdit,
} from "./onset-edit.ts";

const english = speakerOf("en");

const start = startEdit([0.5, 1, 1.5]);

test("an onset is added in its place and selected; one that is there already is selected instead", () => {
  const added = addOnset(start, 0.71234);
  expect(added.onsets).toEqual([0.5, 0.7123, 1, 1.5]);
  expect(added.selected).toBe(1);
  const near = addOnset(start, 1.008);
  expect(near.onsets).toEqual(start.onsets);
  expect(near.selected).toBe(1);
  expect(addOnset(start, 1.011).onsets).toHaveLength(4);
});

test("a moved onset keeps its place in the order and stays in the recording", () => {
  const middle = selectOnset(start, 1);
  expect(moveOnset(middle, 1.0001, 2).onsets).toEqual([0.5, 1.0001, 1.5]);
  expect(moveOnset(middle, 0.1, 2).onsets).toEqual([0.5, 0.51, 1.5]);
  expect(moveOnset(middle, 9, 2).onsets).toEqual([0.5, 1.49, 1.5]);
  expect(moveOnset(selectOnset(start, 2), 9, 2).onsets.at(-1)).toBe(2);
  expect(moveOnset(selectOnset(start, 0), -1, 2).onsets[0]).toBe(0);
  expect(moveOnset(start, 1, 2)).toBe(start);
});

test("a run of moves is one step back; another onset starts another", () => {
  let edit = selectOnset(start, 0);
  for (const seconds of [0.501, 0.502, 0.503]) edit = moveOnset(edit, seconds, 2);
  edit = moveOnset(selectOnset(edit, 2), 1.6, 2);
  expect(edit.onsets).toEqual([0.503, 1, 1.6]);
  edit = undoEdit(edit);
  expect(edit.onsets).toEqual([0.503, 1, 1.5]);
  edit = undoEdit(edit);
  expect(edit.onsets).toEqual(start.onsets);
  expect(undoEdit(edit)).toBe(edit);
  edit = redoEdit(redoEdit(edit));
  expect(edit.onsets).toEqual([0.503, 1, 1.6]);
  expect(redoEdit(edit)).toBe(edit);
});

test("a change after a step back leaves nothing to go forward to", () => {
  const back = undoEdit(addOnset(start, 0.7));
  expect(back.future).toHaveLength(1);
  expect(removeOnset(selectOnset(back, 0)).future).toEqual([]);
});

test("removing selects the next onset, at the end the one before, and none of none", () => {
  const one = removeOnset(selectOnset(start, 1));
  expect([one.onsets, one.selected]).toEqual([[0.5, 1.5], 1]);
  const two = removeOnset(one);
  expect([two.onsets, two.selected]).toEqual([[0.5], 0]);
  const three = removeOnset(two);
  expect([three.onsets, three.selected]).toEqual([[], null]);
  expect(removeOnset(three)).toBe(three);
});

test("the selection steps along and stops at both ends", () => {
  const first = stepSelection(start, 1);
  expect(first.selected).toBe(0);
  expect(stepSelection(first, -1).selected).toBe(0);
  expect(stepSelection(selectOnset(start, 2), 1).selected).toBe(2);
  expect(stepSelection(startEdit([]), 1).selected).toBeNull();
});

test("going back to the onsets found can itself be undone", () => {
  const reset = replaceOnsets(addOnset(start, 0.7), start.onsets);
  expect(sameOnsets(reset.onsets, [0.5, 1.00004, 1.5])).toBe(true);
  expect(sameOnsets(reset.onsets, [0.5, 1.0001, 1.5])).toBe(false);
  expect(undoEdit(reset).onsets).toHaveLength(4);
});

test("times in words: intervals in ms, the rate from first to last onset", () => {
  expect(intervalsMs([0.5, 0.7, 1])).toEqual([expect.closeTo(200), expect.closeTo(300), null]);
  expect(onsetWords([0.5, 0.7, 1], english)).toBe("3 onsets, 4.00 per second from the first to the last");
  expect(onsetWords([0.5], english)).toBe("1 onset");
});

test("a correction knows what it began with, however far it went and came back", () => {
  const moved = moveOnset(selectOnset(removeOnset(selectOnset(start, 0)), 1), 1.7, 3);
  expect(moved.onsets).toEqual([1, 1.7]);
  expect(startOf(moved)).toEqual(start.onsets);
  expect(startOf(undoEdit(undoEdit(moved)))).toEqual(start.onsets);
});
