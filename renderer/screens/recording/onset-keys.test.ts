import { expect, test } from "vitest";
import { selectOnset, startEdit } from "./onset-edit.ts";
import { onsetKeyStep } from "./onset-keys.ts";

const key = (name: string, held: { shift?: boolean; ctrl?: boolean } = {}) => ({
  key: name,
  shiftKey: held.shift ?? false,
  ctrlKey: held.ctrl ?? false,
  metaKey: false,
});
const start = selectOnset(startEdit([0.5, 1, 1.5]), 1);
const after = (...keys: ReturnType<typeof key>[]) =>
  keys.reduce((edit, one) => onsetKeyStep(one, 2)!(edit), start);

test.each([
  [key("ArrowRight"), 1.001],
  [key("ArrowLeft"), 0.999],
  [key("ArrowRight", { shift: true }), 1.01],
  [key("ArrowLeft", { ctrl: true }), 0.9999],
])("an arrow moves the selected onset %#", (one, seconds) => {
  expect(after(one).onsets).toEqual([0.5, seconds, 1.5]);
});

test("up and down select, Delete removes, Escape leaves", () => {
  expect(after(key("ArrowDown")).selected).toBe(2);
  expect(after(key("ArrowUp")).selected).toBe(0);
  expect(after(key("Delete")).onsets).toEqual([0.5, 1.5]);
  expect(after(key("Escape")).selected).toBeNull();
});

test("other keys are left to the screen", () => {
  expect(onsetKeyStep(key(" "), 2)).toBeNull();
  expect(onsetKeyStep(key("z", { ctrl: true }), 2)).toBeNull();
});
