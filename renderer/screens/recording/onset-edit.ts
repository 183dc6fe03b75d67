import type { Speaker } from "../../speaker.ts";

/** Syllable onsets in work. Times in s, ascending, to 0.1 ms. */
export type OnsetEdit = {
  onsets: readonly number[];
  /** Index of the onset that keys act on. */
  selected: number | null;
  past: readonly (readonly number[])[];
  future: readonly (readonly number[])[];
  /** The last step moved the selected onset: a further move belongs to it and is undone with it. */
  moving: boolean;
};

/** A correction of times: what is being changed, and what can be done with it. */
export type TimeEditing = {
  /** The stored measures rest on times placed by hand. */
  byHand: boolean;
  /** Null while nothing is being changed. */
  edit: OnsetEdit | null;
  /** The times in work are not those stored. */
  changed: boolean;
  start: () => void;
  discard: () => void;
  change: (step: (edit: OnsetEdit) => OnsetEdit) => void;
  save: () => void;
  cancel: () => void;
  /** What is being done; null while nothing is. */
  stage: string | null;
  error: unknown;
};

/** Two onsets are at least this far apart, s: no two syllables begin closer. */
export const closestSeconds = 0.01;

export function startEdit(onsets: readonly number[]): OnsetEdit {
  return { onsets: onsets.map(rounded), selected: null, past: [], future: [], moving: false };
}

/** The onsets that a correction began with. */
export function startOf({ past, onsets }: OnsetEdit): readonly number[] {
  return past[0] ?? onsets;
}

/** Puts an onset there and selects it; where there is one already, that one is selected. */
export function addOnset(edit: OnsetEdit, seconds: number): OnsetEdit {
  const at = rounded(Math.max(0, seconds));
  const near = edit.onsets.findIndex((onset) => Math.abs(onset - at) < closestSeconds - 1e-9);
  if (near >= 0) return selectOnset(edit, near);
  const onsets = [...edit.onsets, at].toSorted((a, b) => a - b);
  return { ...changed(edit, onsets), selected: onsets.indexOf(at) };
}

export function removeOnset(edit: OnsetEdit): OnsetEdit {
  const { selected } = edit;
  if (selected === null) return edit;
  const onsets = edit.onsets.filter((_, k) => k !== selected);
  return { ...changed(edit, onsets), selected: onsets.length ? Math.min(selected, onsets.length - 1) : null };
}

/** Moves the selected onset to a time; it stays between its neighbours and within the recording. */
export function moveOnset(edit: OnsetEdit, seconds: number, durationSeconds: number): OnsetEdit {
  const { selected, onsets } = edit;
  if (selected === null) return edit;
  const [before, after] = [onsets[selected - 1], onsets[selected + 1]];
  const lowest = before === undefined ? 0 : before + closestSeconds;
  const highest = after === undefined ? durationSeconds : after - closestSeconds;
  const to = rounded(Math.min(highest, Math.max(lowest, seconds)));
  if (to === onsets[selected]) return edit;
  return withTimes(edit, onsets.with(selected, to));
}

/** The same with other times: one step back with the moves before it. */
export function withTimes(edit: OnsetEdit, times: readonly number[]): OnsetEdit {
  const moved = times.map(rounded);
  return edit.moving ? { ...edit, onsets: moved } : { ...changed(edit, moved), moving: true };
}

export function selectOnset(edit: OnsetEdit, index: number | null): OnsetEdit {
  return { ...edit, selected: index, moving: false };
}

/** Selects the onset so many further; from none, the first. */
export function stepSelection(edit: OnsetEdit, by: number): OnsetEdit {
  if (edit.onsets.length === 0) return edit;
  const next = edit.selected === null ? 0 : edit.selected + by;
  return selectOnset(edit, Math.min(edit.onsets.length - 1, Math.max(0, next)));
}

export function undoEdit(edit: OnsetEdit): OnsetEdit {
  const onsets = edit.past.at(-1);
  if (!onsets) return edit;
  return goTo(edit, onsets, edit.past.slice(0, -1), [edit.onsets, ...edit.future]);
}

export function redoEdit(edit: OnsetEdit): OnsetEdit {
  const [onsets, ...future] = edit.future;
  if (!onsets) return edit;
  return goTo(edit, onsets, [...edit.past, edit.onsets], future);
}

/** Takes other onsets, as those found by themselves; can be undone. */
export function replaceOnsets(edit: OnsetEdit, onsets: readonly number[]): OnsetEdit {
  return { ...changed(edit, onsets.map(rounded)), selected: null };
}

/** The same onsets to 0.1 ms. */
export function sameOnsets(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((onset, k) => rounded(onset) === rounded(b[k] ?? Number.NaN));
}

/** Milliseconds from each onset to the next; null for the last. */
export function intervalsMs(onsets: readonly number[]): (number | null)[] {
  return onsets.map((onset, k) => {
    const next = onsets[k + 1];
    return next === undefined ? null : 1000 * (next - onset);
  });
}

/** "12 onsets, 5.13 per second from the first to the last". */
export function onsetWords(onsets: readonly number[], { words, say }: Speaker): string {
  const [first, last] = [onsets[0], onsets.at(-1)];
  const count = words.recording.onsets.count(onsets.length);
  if (first === undefined || last === undefined || onsets.length < 3) return count;
  return words.recording.onsets.rate(count, say.number((onsets.length - 1) / (last - first), 2));
}

function changed(edit: OnsetEdit, onsets: readonly number[]): OnsetEdit {
  return { ...edit, onsets, past: [...edit.past, edit.onsets], future: [], moving: false };
}

function goTo(
  { selected }: OnsetEdit,
  onsets: readonly number[],
  past: OnsetEdit["past"],
  future: OnsetEdit["future"],
): OnsetEdit {
  const kept = selected !== null && selected < onsets.length ? selected : null;
  return { onsets, selected: kept, past, future, moving: false };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1e4) / 1e4;
}
